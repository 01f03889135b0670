/** Orders of one Gemini account: commands with their outcome, lookups, executions. @module */
import {
  type Decimal,
  TradewrightError,
  complete,
  incomplete,
  type Absent,
  type Clock,
  type Fill,
  type Found,
  type OrderIntent,
  type OrderReport,
  type QueryResult,
} from '@tradewright/core/venue';
import type { SentIds } from '../ccxt/sent-ids.ts';
import { geminiPageLimit, type GeminiClient } from './gemini-client.ts';
import { commandError, queryError, saysNotFound } from './gemini-failure.ts';
import type { GeminiMarket } from './gemini-instrument.ts';
import { asList, type GeminiMarketData } from './gemini-market-data.ts';
import { parseGeminiFill, parseGeminiOrder, type GeminiReading } from './gemini-order.ts';
import {
  buildGeminiOrder,
  checkGeminiOrder,
  sweepPrice,
  type GeminiOrderRequest,
} from './gemini-order-request.ts';
import type { GeminiOrder } from './gemini-payloads.ts';
import type { OrderSight } from './order-watch.ts';

/** What the orders of an account are wired to. */
export type GeminiOrdersPorts = {
  readonly client: GeminiClient;
  readonly data: GeminiMarketData;
  readonly clock: Clock;
  readonly accountId: string;
  readonly isOwn: (clientOrderId: string) => boolean;
  readonly sentIds: SentIds;
  readonly symbols: readonly string[];
  readonly slippagePercent: Decimal;
  /** Hears of every order of ours that an answer showed. */
  readonly onSight: (sight: OrderSight) => void;
};

/** Levels of the book that a market order may walk. */
const sweepDepth = 50;

/** Sends nothing twice: every failure tells whether the order can be at the venue. */
export class GeminiOrders {
  readonly #ports: GeminiOrdersPorts;
  readonly #venueIds = new Map<string, string>();
  readonly #types = new Map<string, OrderIntent['type']>();

  constructor(ports: GeminiOrdersPorts) {
    this.#ports = ports;
  }

  /** The body that {@link GeminiOrders.place} would send, without nonce and request; nothing is sent. @throws TradewrightError with outcome `not-sent` */
  async describe(intent: OrderIntent): Promise<GeminiOrderRequest> {
    const { market, limitPrice } = await this.#prepared(intent);
    return buildGeminiOrder(intent, market, limitPrice);
  }

  async place(intent: OrderIntent): Promise<OrderReport> {
    const { client, sentIds } = this.#ports;
    const { market, limitPrice } = await this.#prepared(intent);
    const request = buildGeminiOrder(intent, market, limitPrice);
    return sentIds.once(intent.clientOrderId, async () => {
      this.#types.set(intent.clientOrderId, intent.type);
      try {
        const order = await client.newOrder(request);
        mustAnswer(order, intent, market);
        return this.#sighted(order).report;
      } catch (error) {
        throw commandError(error);
      }
    });
  }

  async cancel(clientOrderId: string): Promise<void> {
    const venueOrderId = this.#venueIds.get(clientOrderId) ?? (await this.#findId(clientOrderId));
    await this.#cancelById(venueOrderId);
  }

  async cancelAll(scope: 'own' | 'all'): Promise<void> {
    const { client } = this.#ports;
    try {
      if (scope === 'all') return await client.cancelAll();
    } catch (error) {
      throw commandError(error);
    }
    const open = await this.open('own');
    const ids = open.kind === 'complete' ? open.items : open.partial;
    const ends = await Promise.allSettled(
      ids.map(({ venueOrderId }) => this.#cancelById(venueOrderId ?? '')),
    );
    if (open.kind === 'incomplete')
      throw new TradewrightError('ORDER_UNKNOWN_OUTCOME', open.message, {
        outcome: 'unknown',
        hint: 'the open orders could not be listed; ask again',
      });
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** One order with its executions. */
  async look(venueOrderId: string): Promise<OrderSight> {
    return this.#sight(await this.#ports.client.order(venueOrderId));
  }

  async find(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    const asOf = this.#ports.clock.now();
    try {
      const orders = await this.#ports.client.ordersOf(clientOrderId);
      const reports = orders.map((order) => this.#sighted(order).report);
      const item = reports.find(({ life }) => life === 'working') ?? reports[0];
      if (item === undefined) return { kind: 'absent', asOf };
      const venueOrderIds = reports.map(({ venueOrderId }) => venueOrderId ?? '');
      return { kind: 'found', item: { ...item, venueOrderIds } };
    } catch (error) {
      if (saysNotFound(error)) return { kind: 'absent', asOf };
      throw queryError(error);
    }
  }

  async open(scope: 'own' | 'all'): Promise<QueryResult<OrderReport>> {
    return asList(this.#ports.clock.now(), async () =>
      this.#reports(await this.#ports.client.openOrders()).filter(
        ({ foreign }) => scope === 'all' || !foreign,
      ),
    );
  }

  async closed(since: number): Promise<QueryResult<OrderReport>> {
    const asOf = this.#ports.clock.now();
    let full = false;
    const answer = await asList(asOf, async () => {
      const orders = await this.#ports.client.orderHistory(since);
      full = orders.length >= geminiPageLimit;
      return this.#reports(orders).filter(({ life }) => life !== 'working');
    });
    if (!full || answer.kind === 'incomplete') return answer;
    return incomplete(
      'range-limit',
      `${geminiPageLimit} orders came, there may be more.`,
      asOf,
      answer.items,
    );
  }

  async fills(since: number): Promise<QueryResult<Fill>> {
    const asOf = this.#ports.clock.now();
    const { client, data, symbols } = this.#ports;
    let full = false;
    const answer = await asList(asOf, async () => {
      const pages = await Promise.all(
        symbols.map(async (symbol) => {
          const page = await client.fills(data.market(symbol).id, since);
          full ||= page.length >= geminiPageLimit;
          return page.map((trade) => parseGeminiFill(trade, this.#reading(symbol)));
        }),
      );
      const unique = new Map(pages.flat().map((fill) => [fill.fillId, fill]));
      return [...unique.values()]
        .filter(({ time }) => time >= since)
        .toSorted((left, right) => left.time - right.time);
    });
    if (answer.kind === 'incomplete') return answer;
    return full
      ? incomplete(
          'range-limit',
          `${geminiPageLimit} fills came, there may be more.`,
          asOf,
          answer.items,
        )
      : complete(answer.items, asOf);
  }

  async #prepared(intent: OrderIntent): Promise<{ market: GeminiMarket; limitPrice: string }> {
    const { data, slippagePercent } = this.#ports;
    try {
      const market = data.market(intent.symbol);
      checkGeminiOrder(intent, market);
      if (intent.type !== 'market') return { market, limitPrice: intent.limitPrice ?? '0' };
      const book = await data.book(intent.symbol, sweepDepth);
      return { market, limitPrice: sweepPrice(intent, book, market, slippagePercent) };
    } catch (error) {
      throw asNotSent(error);
    }
  }

  async #cancelById(venueOrderId: string): Promise<void> {
    try {
      this.#sighted(await this.#ports.client.cancel(venueOrderId));
    } catch (error) {
      throw commandError(error);
    }
  }

  async #findId(clientOrderId: string): Promise<string> {
    const found = await this.find(clientOrderId).catch((error: unknown) => {
      throw asNotSent(error);
    });
    if (found.kind === 'found' && found.item.venueOrderId !== null) return found.item.venueOrderId;
    throw new TradewrightError('ORDER_NOT_FOUND', `Gemini had no order ${clientOrderId}.`, {
      outcome: 'not-sent',
      hint: 'list the open orders to see what stands',
    });
  }

  #reports(orders: readonly GeminiOrder[]): readonly OrderReport[] {
    return orders.flatMap((order) =>
      this.#ports.data.symbolOf(order.symbol) === undefined ? [] : this.#sighted(order).report,
    );
  }

  #sighted(order: GeminiOrder): OrderSight {
    const sight = this.#sight(order);
    if (!sight.report.foreign) this.#ports.onSight(sight);
    return sight;
  }

  #sight(order: GeminiOrder): OrderSight {
    const symbol = this.#ports.data.symbolOf(order.symbol);
    if (symbol === undefined)
      throw new TradewrightError('SYMBOL_UNKNOWN', `Gemini named the symbol ${order.symbol}.`);
    const reading = this.#reading(symbol);
    const parsed = parseGeminiOrder(order, reading);
    const { clientOrderId } = parsed;
    const type = clientOrderId === null ? undefined : this.#types.get(clientOrderId);
    if (clientOrderId !== null) this.#venueIds.set(clientOrderId, order.order_id);
    const names = { orderId: order.order_id, clientOrderId: order.client_order_id ?? null };
    return {
      report: type === undefined ? parsed : { ...parsed, type },
      fills: (order.trades ?? []).map((trade) => parseGeminiFill(trade, reading, names)),
    };
  }

  #reading(symbol: string): GeminiReading {
    const { accountId, clock, isOwn } = this.#ports;
    return { symbol, accountId, receivedTime: clock.now(), isOwn };
  }
}

function mustAnswer(order: GeminiOrder, intent: OrderIntent, market: GeminiMarket): void {
  const same =
    order.client_order_id === intent.clientOrderId &&
    order.side === intent.side &&
    order.symbol.toLowerCase() === market.id &&
    order.original_amount === intent.quantity;
  if (same) return;
  throw new TradewrightError(
    'ORDER_UNKNOWN_OUTCOME',
    `Gemini answered the order ${intent.clientOrderId} with another order, ${order.order_id}.`,
    { outcome: 'unknown', hint: 'look the order up by its client id and send nothing again' },
  );
}

function asNotSent(error: unknown): TradewrightError {
  const { code, message, hint } = queryError(error);
  return new TradewrightError(code, message, {
    cause: error,
    outcome: 'not-sent',
    hint: hint ?? 'nothing was sent; try again',
  });
}
