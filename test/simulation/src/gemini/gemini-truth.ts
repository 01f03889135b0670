/** What really happened at the fake Gemini, read from its books and not from what it tells. @module */
import {
  Decimal,
  complete,
  endedLives,
  type AccountSnapshot,
  type Fill,
  type OrderReport,
  type QueryResult,
  type ReportedLife,
  type TraderEvents,
  type Undo,
} from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import type { FakeMarket, FakeOrder, FakeTrade } from '@tradewright/venue-ccxt/testing';
import type { StageVenue } from '../stage.ts';

type Handlers = {
  readonly fill: ((fill: Fill) => void)[];
  readonly order: ((report: OrderReport) => void)[];
};

/** The judge's view of a market of coins in USD. */
export class GeminiTruth implements StageVenue {
  readonly #market: FakeMarket;
  readonly #now: () => number;
  readonly #handlers: Handlers = { fill: [], order: [] };

  constructor(market: FakeMarket, now: () => number) {
    this.#market = market;
    this.#now = now;
    market.listen((change) => {
      if (change.kind !== 'order') return;
      const { order, trade } = change;
      if (trade !== undefined)
        for (const handler of this.#handlers.fill) handler(this.#fill(order, trade));
      for (const handler of this.#handlers.order) handler(this.#report(order));
    });
  }

  on<Name extends 'fill' | 'order'>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    (this.#handlers[name] as ((payload: TraderEvents[Name]) => void)[]).push(handler);
    return () => undefined;
  }

  async fetchOpenOrders(): Promise<QueryResult<OrderReport>> {
    return this.#orders(false);
  }

  async fetchClosedOrders(): Promise<QueryResult<OrderReport>> {
    return this.#orders(true);
  }

  async fetchAccount(): Promise<Pick<AccountSnapshot, 'cash'>> {
    const balances = this.#market.balances();
    return {
      cash: Object.fromEntries(
        balances.map(({ currency, amount }) => [currency, amount.toString()]),
      ),
    };
  }

  deliver(event: FeedEvent): void {
    if (event.kind !== 'quote-bar') return;
    const id = event.symbol.replace('/', '').toLowerCase();
    const { open, high, low, close } = event.bid;
    const size = (text: number | null): string => String(text ?? 0);
    this.#market.candles.add(id, { time: event.time, open, high, low, close, volume: 1 });
    this.#market.setBook(id, {
      bids: [[String(close), size(event.bidSize)]],
      asks: [[String(event.ask.close), size(event.askSize)]],
    });
  }

  #orders(ended: boolean): QueryResult<OrderReport> {
    const reports = this.#market.orders.map((order) => this.#report(order));
    return complete(
      reports.filter(({ life }) => endedLives.has(life) === ended),
      this.#now(),
    );
  }

  #report(order: FakeOrder): OrderReport {
    const filled = order.trades.reduce((sum, { amount }) => sum.plus(amount), Decimal.zero);
    return {
      venue: 'GEMINI',
      clientOrderId: order.clientOrderId,
      venueOrderId: order.id,
      venueOrderIds: [order.id],
      symbol: symbolOf(order),
      side: order.side,
      type: 'limit',
      timeInForce: 'GTC',
      quantity: order.amount.toString(),
      filled: filled.toString(),
      remaining: order.amount.minus(filled).toString(),
      limitPrice: order.price.toString(),
      stopPrice: null,
      averagePrice: null,
      life: lifeOf(order, filled),
      foreign: false,
      tag: null,
      message: order.reason ?? null,
      venueTime: order.time,
      receivedTime: this.#now(),
    };
  }

  #fill(order: FakeOrder, trade: FakeTrade): Fill {
    return {
      venue: 'GEMINI',
      accountId: 'primary',
      fillId: String(trade.tid),
      revision: 1,
      clientOrderId: order.clientOrderId,
      venueOrderId: order.id,
      symbol: symbolOf(order),
      side: order.side,
      quantity: trade.amount.toString(),
      price: trade.price.toString(),
      currency: 'USD',
      commission: trade.fee.toString(),
      commissionCurrency: 'USD',
      liquidity: trade.aggressor ? 'taker' : 'maker',
      provenance: 'live',
      time: trade.time,
      receivedTime: trade.time,
    };
  }
}

function symbolOf({ symbol }: FakeOrder): string {
  return `${symbol.slice(0, -3).toUpperCase()}/USD`;
}

function lifeOf(order: FakeOrder, filled: Decimal): ReportedLife {
  if (order.live) return 'working';
  return filled.isLessThan(order.amount) ? 'canceled' : 'filled';
}
