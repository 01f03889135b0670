/** A trader where a ccxt exchange stood. @module */
import type { OrderReport } from '@tradewright/core';
import type { CcxtOrder } from './ccxt-shapes.ts';
import { facadeChange, facadeOrder, type CcxtAmount } from './facade-order.ts';
import { FacadeReads } from './facade-reads.ts';
import { toCcxtOrder } from './to-ccxt-order.ts';

type Params = Readonly<Record<string, unknown>>;

/**
 * ccxt's methods, shapes and errors over any trader.
 *
 * An order's `id` is our client order id; the venue's ids work too where the order is open. Nothing is
 * ever sent again: a `RequestTimeout` of a command means that the order may stand.
 */
export class CcxtFacade extends FacadeReads {
  /** Ids that this facade has given out. */
  readonly #ids = new Set<string>();

  /** @param params - `clientOrderId`, `timeInForce`, `postOnly`, `reduceOnly`, `triggerPrice`, `trailingAmount`, `transmit`, `tag`. */
  async createOrder(
    symbol: string,
    type: string,
    side: string,
    ...rest: readonly [amount: CcxtAmount, price?: CcxtAmount, params?: Params]
  ): Promise<CcxtOrder> {
    const [amount, price, params = {}] = rest;
    const instrument = await this.loaded(symbol);
    const given = params['clientOrderId'];
    return this.asked(async () => {
      const intent = facadeOrder({
        instrument,
        type,
        side,
        amount,
        price,
        params,
        capabilities: this.trader.capabilities,
        clientOrderId: typeof given === 'string' ? given : this.options.nextClientOrderId(),
        createdTime: this.milliseconds(),
      });
      this.#ids.add(intent.clientOrderId);
      const order = toCcxtOrder(await this.trader.placeOrder(intent));
      return { ...order, postOnly: intent.postOnly, reduceOnly: intent.reduceOnly };
    });
  }

  createLimitOrder(
    symbol: string,
    side: string,
    amount: CcxtAmount,
    price: CcxtAmount,
  ): Promise<CcxtOrder> {
    return this.createOrder(symbol, 'limit', side, amount, price);
  }

  createMarketOrder(symbol: string, side: string, amount: CcxtAmount): Promise<CcxtOrder> {
    return this.createOrder(symbol, 'market', side, amount);
  }

  createLimitBuyOrder(symbol: string, amount: CcxtAmount, price: CcxtAmount): Promise<CcxtOrder> {
    return this.createOrder(symbol, 'limit', 'buy', amount, price);
  }

  createLimitSellOrder(symbol: string, amount: CcxtAmount, price: CcxtAmount): Promise<CcxtOrder> {
    return this.createOrder(symbol, 'limit', 'sell', amount, price);
  }

  createMarketBuyOrder(symbol: string, amount: CcxtAmount): Promise<CcxtOrder> {
    return this.createOrder(symbol, 'market', 'buy', amount);
  }

  createMarketSellOrder(symbol: string, amount: CcxtAmount): Promise<CcxtOrder> {
    return this.createOrder(symbol, 'market', 'sell', amount);
  }

  /** Changes a standing order in place: it keeps its id. */
  async editOrder(
    id: string,
    symbol: string,
    type: string,
    ...rest: readonly [side: string, amount?: CcxtAmount, price?: CcxtAmount]
  ): Promise<CcxtOrder> {
    const [side, amount, price] = rest;
    const instrument = await this.loaded(symbol);
    const fitted = type === 'market' ? undefined : price;
    const own = await this.#ownId(id);
    return this.asked(async () => {
      const change = facadeChange(instrument, side, amount, fitted);
      return toCcxtOrder(await this.trader.modifyOrder(own, change));
    });
  }

  /** Resolves when the venue took the request; the order as it then is. */
  async cancelOrder(id: string, _symbol?: string): Promise<CcxtOrder> {
    await this.loadMarkets();
    const own = await this.#ownId(id);
    await this.asked(() => this.trader.cancelOrder(own));
    return this.fetchOrder(own);
  }

  /** Cancels our own orders, of one symbol where it is named; returns those that were open. */
  async cancelAllOrders(symbol?: string): Promise<CcxtOrder[]> {
    const open = await this.fetchOpenOrders(symbol);
    const own = open.filter(({ clientOrderId }) => clientOrderId !== undefined);
    if (symbol === undefined) await this.asked(() => this.trader.cancelAllOrders({ scope: 'own' }));
    else await this.asked(() => Promise.all(own.map(({ id }) => this.trader.cancelOrder(id))));
    return own;
  }

  /** @throws OrderNotFound where the venue proves that there is none */
  async fetchOrder(id: string, _symbol?: string): Promise<CcxtOrder> {
    await this.loadMarkets();
    const own = await this.#ownId(id);
    const answer = await this.asked(() => this.trader.fetchOrder(own));
    if (answer.kind === 'found') return toCcxtOrder(answer.item);
    throw this.error('OrderNotFound', `${this.id} has no order ${id}`);
  }

  /** Every open order of the account, also those made elsewhere; those have no `clientOrderId`. */
  async fetchOpenOrders(symbol?: string, since = 0, limit?: number): Promise<CcxtOrder[]> {
    await this.loadMarkets();
    const reports = await this.listed(() => this.trader.fetchOpenOrders({ scope: 'all' }));
    return chosen(reports, symbol, since, limit);
  }

  /** Orders that have ended, however they ended. */
  async fetchClosedOrders(symbol?: string, since = 0, limit?: number): Promise<CcxtOrder[]> {
    await this.loadMarkets();
    const reports = await this.listed(() => this.trader.fetchClosedOrders({ since }));
    return chosen(reports, symbol, since, limit);
  }

  /** Ends every stream and closes the trader. */
  async close(): Promise<void> {
    this.streams.close(this.error('ExchangeClosedByUser', `${this.id} was closed`));
    await this.asked(() => this.trader.close());
  }

  /** An id of the venue's is looked up among the open orders; anything else is one of ours. */
  async #ownId(id: string): Promise<string> {
    if (this.#ids.has(id)) return id;
    const open = await this.trader.fetchOpenOrders({ scope: 'own' });
    const items = open.kind === 'complete' ? open.items : open.partial;
    return items.find(({ venueOrderIds }) => venueOrderIds.includes(id))?.clientOrderId ?? id;
  }
}

function chosen(
  reports: readonly OrderReport[],
  symbol: string | undefined,
  since: number,
  limit: number | undefined,
): CcxtOrder[] {
  const orders = reports
    .map(toCcxtOrder)
    .filter((order) => symbol === undefined || order.symbol === symbol)
    .filter(({ timestamp }) => timestamp === undefined || timestamp >= since)
    .toSorted((left, right) => (left.timestamp ?? 0) - (right.timestamp ?? 0));
  return limit === undefined ? orders : orders.slice(-limit);
}
