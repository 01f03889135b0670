/** Orders at a ccxt venue: commands with their outcome, lookups, executions. @module */
import {
  TradewrightError,
  type Decimal,
  type Absent,
  type Clock,
  type Fill,
  type Found,
  type Instrument,
  type OrderIntent,
  type OrderReport,
  type QueryResult,
} from '@tradewright/core/venue';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import type { SentIds } from '../ccxt/sent-ids.ts';
import type { OrderSight } from '../gemini/order-watch.ts';
import { ccxtNotSent, ccxtPrice } from './ccxt-order-price.ts';
import { ccxtCommandError, ccxtList, ccxtQueryError } from './ccxt-failure.ts';
import {
  ccxtFillSchema,
  ccxtOrderSchema,
  parseCcxtFill,
  parseCcxtOrder,
  type CcxtFill,
  type CcxtOrder,
  type CcxtReading,
} from './ccxt-payloads.ts';
import type { CcxtQuirks } from './ccxt-quirks.ts';
import type { OrderLinks } from './order-links.ts';

/** What ccxt's `createOrder` is called with. */
export type CcxtCreateOrder = {
  readonly symbol: string;
  readonly type: 'limit';
  readonly side: OrderIntent['side'];
  readonly amount: string;
  readonly price: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** What the orders are wired to. */
export type CcxtOrdersPorts = {
  readonly exchange: CcxtExchange;
  readonly quirks: CcxtQuirks;
  readonly links: OrderLinks;
  readonly sentIds: SentIds;
  readonly clock: Clock;
  readonly venue: string;
  readonly accountId: string;
  readonly symbols: readonly string[];
  readonly isOwn: (clientOrderId: string) => boolean;
  readonly instrument: (symbol: string) => Instrument;
  readonly slippagePercent: Decimal;
  readonly onSight: (sight: OrderSight) => void;
};

/** Sends each order once; a lost one is found again by its client id where the venue keeps that. */
export class CcxtOrders {
  readonly #ports: CcxtOrdersPorts;
  /** Orders that were asked for at the market and sent as limits. */
  readonly #markets = new Set<string>();
  readonly #foreign = new Set<string>();

  constructor(ports: CcxtOrdersPorts) {
    this.#ports = ports;
  }

  /** The call of ccxt that {@link CcxtOrders.place} would make; nothing is sent. @throws TradewrightError with outcome `not-sent` */
  async describe(intent: OrderIntent): Promise<CcxtCreateOrder> {
    const { exchange, quirks, slippagePercent } = this.#ports;
    const instrument = this.#instrument(intent.symbol);
    if (quirks.clientOrderIds && intent.clientOrderId.length > quirks.clientOrderIdLength)
      throw ccxtNotSent(
        'ORDER_INVALID',
        `The client id ${intent.clientOrderId} was longer than the ${quirks.clientOrderIdLength} characters that the venue keeps.`,
      );
    const price = await ccxtPrice(intent, { exchange, instrument, slippagePercent });
    const immediate = intent.type === 'market' ? 'IOC' : intent.timeInForce;
    const params = {
      ...(quirks.clientOrderIds ? { clientOrderId: intent.clientOrderId } : {}),
      ...(immediate === 'GTC' ? {} : { timeInForce: immediate }),
      ...(intent.postOnly ? { postOnly: true } : {}),
    };
    const { symbol, side, quantity } = intent;
    return { symbol, type: 'limit', side, amount: quantity, price, params };
  }

  async place(intent: OrderIntent): Promise<OrderReport> {
    const { exchange, links, sentIds } = this.#ports;
    const { symbol, type, side, amount, price, params } = await this.describe(intent);
    return sentIds.once(intent.clientOrderId, async () => {
      if (intent.type === 'market') this.#markets.add(intent.clientOrderId);
      try {
        const answer = await exchange.createOrder(symbol, type, side, amount, price, params);
        const { id } = ccxtOrderSchema.pick({ id: true }).parse(answer);
        links.add(intent.clientOrderId, { venueOrderId: id, symbol });
        const whole = ccxtOrderSchema.safeParse(answer);
        const order = whole.success ? whole.data : (await this.#fetch(id, symbol)).order;
        return this.#sighted(order);
      } catch (error) {
        throw ccxtCommandError(error);
      }
    });
  }

  async cancel(clientOrderId: string): Promise<void> {
    const link = this.#ports.links.find(clientOrderId) ?? (await this.#searched(clientOrderId));
    if (link === undefined)
      throw ccxtNotSent(
        'ORDER_NOT_FOUND',
        `${this.#ports.venue} showed no order ${clientOrderId}.`,
      );
    try {
      await this.#ports.exchange.cancelOrder(link.venueOrderId, link.symbol);
    } catch (error) {
      throw ccxtCommandError(error);
    }
  }

  /** Cancels one by one; rejects with the first failure after all were tried. */
  async cancelAll(scope: 'own' | 'all'): Promise<void> {
    const open = await this.open(scope);
    if (open.kind === 'incomplete')
      throw new TradewrightError('ORDER_UNKNOWN_OUTCOME', open.message, {
        outcome: 'unknown',
        hint: 'the open orders could not be listed; ask again',
      });
    const ends = await Promise.allSettled(
      open.items.map(({ venueOrderId, symbol }) =>
        this.#ports.exchange.cancelOrder(venueOrderId ?? '', symbol),
      ),
    );
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw ccxtCommandError(failed.reason);
  }

  async find(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    const asOf = this.#ports.clock.now();
    try {
      const link = this.#ports.links.find(clientOrderId);
      if (link !== undefined) {
        const { order } = await this.#fetch(link.venueOrderId, link.symbol);
        return { kind: 'found', item: this.#sighted(order) };
      }
      const found = await this.#search(clientOrderId);
      if (found !== undefined) return { kind: 'found', item: found };
    } catch (error) {
      throw ccxtQueryError(error);
    }
    const { quirks, exchange, venue } = this.#ports;
    if (quirks.clientOrderIds && hasAbility(exchange, 'fetchClosedOrders'))
      return { kind: 'absent', asOf };
    throw new TradewrightError(
      'VENUE_NOT_SUPPORTED',
      `${venue} could not tell whether it has the order ${clientOrderId}.`,
      { hint: 'compare the orders and balances at the venue by hand' },
    );
  }

  /** One order with its executions. */
  async look(venueOrderId: string): Promise<OrderSight> {
    const clientOrderId = this.#ports.links.clientIdOf(venueOrderId);
    const link = clientOrderId === null ? undefined : this.#ports.links.find(clientOrderId);
    const { order } = await this.#fetch(venueOrderId, link?.symbol);
    const reading = this.#reading(clientOrderId);
    const trades =
      order.filled === '0' ? [] : await this.#trades(order.symbol, order.timestamp ?? 0);
    const fills = trades
      .filter((trade) => trade.order === venueOrderId)
      .map((trade) => parseCcxtFill(trade, reading));
    return { report: parseCcxtOrder(order, reading), fills };
  }

  async open(scope: 'own' | 'all'): Promise<QueryResult<OrderReport>> {
    return ccxtList(this.#ports.clock.now(), async () =>
      (await this.#openOrders()).filter(({ foreign }) => scope === 'all' || !foreign),
    );
  }

  async closed(since: number): Promise<QueryResult<OrderReport>> {
    return ccxtList(this.#ports.clock.now(), async () => {
      this.#must('fetchClosedOrders');
      return this.#closedOrders(since);
    });
  }

  async fills(since: number): Promise<QueryResult<Fill>> {
    const { quirks, symbols, links } = this.#ports;
    return ccxtList(this.#ports.clock.now(), async () => {
      this.#must('fetchMyTrades');
      const scopes = quirks.fillsBySymbol ? symbols : [undefined];
      const pages = await Promise.all(scopes.map((symbol) => this.#trades(symbol, since)));
      await this.#learnOrders(pages.flat());
      const fills = pages
        .flat()
        .map((trade) => parseCcxtFill(trade, this.#reading(links.clientIdOf(trade.order ?? ''))));
      return [...new Map(fills.map((fill) => [fill.fillId, fill])).values()];
    });
  }

  #instrument(symbol: string): Instrument {
    try {
      return this.#ports.instrument(symbol);
    } catch (error) {
      throw ccxtNotSent('SYMBOL_UNKNOWN', ccxtQueryError(error).message);
    }
  }

  async #searched(
    clientOrderId: string,
  ): Promise<{ venueOrderId: string; symbol: string } | undefined> {
    const found = await this.#search(clientOrderId).catch((error: unknown) => {
      throw ccxtNotSent('ORDER_NOT_SENT', ccxtQueryError(error).message);
    });
    if (found?.venueOrderId == null) return undefined;
    return { venueOrderId: found.venueOrderId, symbol: found.symbol };
  }

  async #search(clientOrderId: string): Promise<OrderReport | undefined> {
    if (!this.#ports.quirks.clientOrderIds) return undefined;
    const isIt = (report: OrderReport): boolean => report.clientOrderId === clientOrderId;
    const open = (await this.#openOrders()).find(isIt);
    if (open !== undefined || !hasAbility(this.#ports.exchange, 'fetchClosedOrders')) return open;
    return (await this.#closedOrders(undefined)).find(isIt);
  }

  async #openOrders(): Promise<readonly OrderReport[]> {
    const { exchange, quirks, symbols } = this.#ports;
    const scopes = quirks.openOrdersBySymbol ? symbols : [undefined];
    const pages = await Promise.all(scopes.map((symbol) => exchange.fetchOpenOrders(symbol)));
    return pages
      .flatMap((page) => ccxtOrderSchema.array().parse(page))
      .map((o) => this.#sighted(o));
  }

  async #closedOrders(since: number | undefined): Promise<readonly OrderReport[]> {
    const { exchange, symbols } = this.#ports;
    const ask = (symbol: string) => exchange.fetchClosedOrders(symbol, since);
    const pages = await Promise.all(symbols.map(ask));
    return pages
      .flatMap((page) => ccxtOrderSchema.array().parse(page))
      .map((o) => this.#sighted(o));
  }

  async #trades(symbol: string | undefined, since: number) {
    return ccxtFillSchema.array().parse(await this.#ports.exchange.fetchMyTrades(symbol, since));
  }

  /** Whose an execution is shows its order: one whose answer was lost is not linked yet. */
  async #learnOrders(trades: readonly CcxtFill[]): Promise<void> {
    const { quirks, links } = this.#ports;
    if (!quirks.clientOrderIds) return;
    for (const { order: id, symbol } of trades) {
      if (id == null || links.clientIdOf(id) !== null || this.#foreign.has(id)) continue;
      const { foreign } = this.#sighted((await this.#fetch(id, symbol)).order);
      if (foreign) this.#foreign.add(id);
    }
  }

  async #fetch(id: string, symbol: string | undefined): Promise<{ order: CcxtOrder }> {
    return { order: ccxtOrderSchema.parse(await this.#ports.exchange.fetchOrder(id, symbol)) };
  }

  #sighted(order: CcxtOrder): OrderReport {
    const { links, isOwn, onSight } = this.#ports;
    const echoed =
      order.clientOrderId != null && isOwn(order.clientOrderId) ? order.clientOrderId : null;
    const clientOrderId = links.clientIdOf(order.id) ?? echoed;
    if (clientOrderId !== null)
      links.add(clientOrderId, { venueOrderId: order.id, symbol: order.symbol });
    const read = parseCcxtOrder(order, this.#reading(clientOrderId));
    const isMarket = clientOrderId !== null && this.#markets.has(clientOrderId);
    const report: OrderReport = isMarket ? { ...read, type: 'market' } : read;
    if (clientOrderId !== null) onSight({ report, fills: [] });
    return report;
  }

  #reading(clientOrderId: string | null): CcxtReading {
    const { venue, accountId, clock } = this.#ports;
    return { venue, accountId, receivedTime: clock.now(), clientOrderId };
  }

  #must(ability: string): void {
    const { exchange, venue } = this.#ports;
    if (hasAbility(exchange, ability)) return;
    throw new TradewrightError('VENUE_NOT_SUPPORTED', `${venue} has no ${ability} in ccxt.`);
  }
}

/** ccxt emulates some lists out of others; those count. */
function hasAbility({ has }: CcxtExchange, ability: string): boolean {
  return has[ability] === true || has[ability] === 'emulated';
}
