/** The order matching behind the fake Gemini. @module */
import { Decimal, type Side } from '@tradewright/core';
import { FakeCandles } from './fake-candles.ts';
import {
  reaches,
  remainingOf,
  type FakeChange,
  type FakeOrder,
  type FakeOrderTerms,
  type FakePair,
} from './fake-order.ts';
import { FakeRefusal } from './fake-refusal.ts';

/** Displayed depth: `[price, size]` as decimal text, best first. */
export type FakeBook = {
  readonly bids: readonly (readonly [string, string])[];
  readonly asks: readonly (readonly [string, string])[];
};

const [takerFee, makerFee] = [Decimal.from('0.004'), Decimal.from('0.002')];

/**
 * One account against a displayed book. Orders take what the book shows, level by level, and what they
 * take is gone until {@link FakeMarket.setBook}; orders at rest fill at their limit when a new book
 * crosses them. Fees are 0.4 % (taker) and 0.2 % (maker) of the quote currency.
 */
export class FakeMarket {
  readonly pairs: Map<string, FakePair>;
  readonly orders: FakeOrder[] = [];
  readonly candles = new FakeCandles();
  readonly #now: () => number;
  readonly #books = new Map<string, { bids: [Decimal, Decimal][]; asks: [Decimal, Decimal][] }>();
  readonly #balances = new Map<string, Decimal>();
  readonly #lastPrices = new Map<string, Decimal>();
  readonly #listeners: ((change: FakeChange) => void)[] = [];
  // Order ids are beyond 2^53, as the venue's are.
  #orderIds = 73_797_746_498_585_000n;
  #tradeIds = 2_840_140_956_529_000;

  constructor(pairs: ReadonlyMap<string, FakePair>, now: () => number) {
    this.pairs = new Map(pairs);
    this.#now = now;
  }

  deposit(currency: string, amount: string): void {
    this.#add(currency, Decimal.from(amount));
  }

  /** Tells of every change, at once. */
  listen(listener: (change: FakeChange) => void): void {
    this.#listeners.push(listener);
  }

  /** A trade between others; it moves the last price and takes nothing from the book. */
  print(symbol: string, price: string, amount: string, side: Side): void {
    this.#printed(symbol, Decimal.from(price), Decimal.from(amount), side);
  }

  /** Shows a new book; orders at rest that it crosses trade at once. */
  setBook(symbol: string, book: FakeBook): void {
    const side = (levels: FakeBook['bids']): [Decimal, Decimal][] =>
      levels.map(([price, size]) => [Decimal.from(price), Decimal.from(size)]);
    this.#books.set(symbol, { bids: side(book.bids), asks: side(book.asks) });
    for (const order of this.orders) {
      if (order.live && order.symbol === symbol) this.#match(order, false);
    }
    this.#tell({ kind: 'book', symbol });
  }

  /** Price of the newest trade; `undefined` before the first. */
  lastPrice(symbol: string): Decimal | undefined {
    return this.#lastPrices.get(symbol);
  }

  levels(symbol: string, side: 'bids' | 'asks'): readonly (readonly [Decimal, Decimal])[] {
    return this.#books.get(symbol)?.[side].filter(([, size]) => size.isPositive()) ?? [];
  }

  balances(): readonly { currency: string; amount: Decimal; available: Decimal }[] {
    return [...this.#balances].map(([currency, amount]) => ({
      currency,
      amount,
      available: amount.minus(this.#held(currency)),
    }));
  }

  /** @throws FakeRefusal for what the venue refuses outright. */
  submit(terms: FakeOrderTerms): FakeOrder {
    const pair = this.pairs.get(terms.symbol);
    if (pair === undefined) throw new FakeRefusal(400, 'InvalidSymbol', 'Invalid symbol');
    this.#mustBeAllowed(terms, pair);
    const order: FakeOrder = {
      ...terms,
      id: String((this.#orderIds += 1n)),
      time: this.#now(),
      armed: terms.stopPrice === undefined,
      live: true,
      reason: undefined,
      trades: [],
    };
    this.orders.push(order);
    this.#tell({ kind: 'order', order, status: 'NEW', trade: undefined });
    const takes = this.#crossing(order) !== undefined;
    if (order.options.includes('maker-or-cancel') && takes)
      this.#end(order, 'MakerOrCancelWouldTake');
    else if (
      order.options.includes('fill-or-kill') &&
      this.#reachable(order).isLessThan(order.amount)
    )
      this.#end(order, 'FillOrKillWouldNotFill');
    else this.#match(order, true);
    if (order.live && order.options.includes('immediate-or-cancel'))
      this.#end(order, 'ImmediateOrCancelWouldPost');
    if (order.live && order.trades.length === 0)
      this.#tell({ kind: 'order', order, status: 'OPEN', trade: undefined });
    if (order.trades.length > 0) this.#tell({ kind: 'book', symbol: order.symbol });
    return order;
  }

  cancel(order: FakeOrder, reason = 'Requested'): void {
    if (order.live) this.#end(order, reason);
  }

  #mustBeAllowed(terms: FakeOrderTerms, pair: FakePair): void {
    if (pair.status === 'closed' || pair.status === 'cancel_only')
      throw new FakeRefusal(400, 'MarketNotOpen', `The market was ${pair.status}`);
    const amountFits = terms.amount.isMultipleOf(Decimal.from(pair.step));
    if (!amountFits || terms.amount.isLessThan(Decimal.from(pair.minimum)))
      throw new FakeRefusal(400, 'InvalidQuantity', `Invalid quantity ${terms.amount.toString()}`);
    if (!terms.price.isPositive() || !terms.price.isMultipleOf(Decimal.from(pair.tick)))
      throw new FakeRefusal(400, 'InvalidPrice', `Invalid price ${terms.price.toString()}`);
    const currency = terms.side === 'buy' ? pair.quote : pair.base;
    const needed = terms.side === 'buy' ? terms.amount.times(terms.price) : terms.amount;
    const free = this.#balance(currency).minus(this.#held(currency));
    if (needed.isGreaterThan(free))
      throw new FakeRefusal(406, 'InsufficientFunds', `Insufficient ${currency} funds`);
  }

  #match(order: FakeOrder, arriving: boolean): void {
    let taking = arriving;
    if (!order.armed) {
      if (!this.#stopReached(order)) return;
      order.armed = true;
      taking = true;
    }
    for (
      let level = this.#crossing(order);
      level !== undefined && order.live;
      level = this.#crossing(order)
    ) {
      const amount = Decimal.minimum(remainingOf(order), level[1]);
      level[1] = level[1].minus(amount);
      this.#trade(order, amount, taking ? level[0] : order.price, taking);
    }
  }

  #trade(order: FakeOrder, amount: Decimal, price: Decimal, aggressor: boolean): void {
    const pair = this.pairs.get(order.symbol);
    if (pair === undefined) return;
    const value = amount.times(price);
    const fee = value.times(aggressor ? takerFee : makerFee);
    const tid = this.#printed(
      order.symbol,
      price,
      amount,
      aggressor === (order.side === 'buy') ? 'buy' : 'sell',
    );
    const trade = { tid, price, amount, fee, aggressor, time: this.#now() };
    order.trades.push(trade);
    const sign = order.side === 'buy' ? Decimal.one : Decimal.one.negated();
    this.#add(pair.base, amount.times(sign));
    this.#add(pair.quote, value.times(sign).negated().minus(fee));
    if (!remainingOf(order).isPositive()) order.live = false;
    const status = order.live ? 'PARTIALLY_FILLED' : 'FILLED';
    this.#tell({ kind: 'order', order, status, trade });
  }

  #printed(symbol: string, price: Decimal, amount: Decimal, side: Side): number {
    const tid = (this.#tradeIds += 1);
    this.#lastPrices.set(symbol, price);
    this.#tell({ kind: 'print', symbol, tid, price, amount, side });
    return tid;
  }

  #tell(change: FakeChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #crossing(order: FakeOrder): [Decimal, Decimal] | undefined {
    if (!order.armed) return undefined;
    return this.#against(order).find(([price, size]) => size.isPositive() && reaches(order, price));
  }

  #reachable(order: FakeOrder): Decimal {
    return this.#against(order)
      .filter(([price]) => reaches(order, price))
      .reduce((sum, [, size]) => sum.plus(size), Decimal.zero);
  }

  #against(order: FakeOrder): [Decimal, Decimal][] {
    return this.#books.get(order.symbol)?.[order.side === 'buy' ? 'asks' : 'bids'] ?? [];
  }

  #stopReached(order: FakeOrder): boolean {
    const best = this.#against(order)[0]?.[0];
    if (best === undefined || order.stopPrice === undefined) return false;
    return order.side === 'buy'
      ? !best.isLessThan(order.stopPrice)
      : !best.isGreaterThan(order.stopPrice);
  }

  #end(order: FakeOrder, reason: string): void {
    order.live = false;
    order.reason = reason;
    this.#tell({ kind: 'order', order, status: 'CANCELED', trade: undefined });
  }

  #held(currency: string): Decimal {
    return this.orders
      .filter(({ live }) => live)
      .reduce((sum, order) => {
        const pair = this.pairs.get(order.symbol);
        const left = remainingOf(order);
        if (order.side === 'sell' && pair?.base === currency) return sum.plus(left);
        if (order.side === 'buy' && pair?.quote === currency)
          return sum.plus(left.times(order.price));
        return sum;
      }, Decimal.zero);
  }

  #balance(currency: string): Decimal {
    return this.#balances.get(currency) ?? Decimal.zero;
  }

  #add(currency: string, amount: Decimal): void {
    this.#balances.set(currency, this.#balance(currency).plus(amount));
  }
}
