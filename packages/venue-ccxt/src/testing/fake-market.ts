/** The order matching behind the fake Gemini. @module */
import { Decimal, type Side } from '@tradewright/core';
import { FakeRefusal } from './fake-refusal.ts';

/** Displayed depth: `[price, size]` as decimal text, best first. */
export type FakeBook = {
  readonly bids: readonly (readonly [string, string])[];
  readonly asks: readonly (readonly [string, string])[];
};

/** One execution. */
export type FakeTrade = {
  readonly tid: number;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly aggressor: boolean;
  readonly time: number;
};

/** An order as the fake keeps it. */
export type FakeOrder = {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly type: string;
  readonly price: Decimal;
  readonly stopPrice: Decimal | undefined;
  readonly amount: Decimal;
  readonly options: readonly string[];
  readonly time: number;
  armed: boolean;
  live: boolean;
  reason: string | undefined;
  readonly trades: FakeTrade[];
};

/** What an order asks for. */
export type FakeOrderTerms = Pick<
  FakeOrder,
  'clientOrderId' | 'symbol' | 'side' | 'type' | 'price' | 'stopPrice' | 'amount' | 'options'
>;

/** A tradable pair of the fake. */
export type FakePair = {
  readonly base: string;
  readonly quote: string;
  readonly step: string;
  readonly tick: string;
  readonly minimum: string;
  status: 'open' | 'closed' | 'cancel_only' | 'post_only' | 'limit_only';
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
  readonly #now: () => number;
  readonly #books = new Map<string, { bids: [Decimal, Decimal][]; asks: [Decimal, Decimal][] }>();
  readonly #balances = new Map<string, Decimal>();
  #ids = 73_000_000_000;

  constructor(pairs: ReadonlyMap<string, FakePair>, now: () => number) {
    this.pairs = new Map(pairs);
    this.#now = now;
  }

  deposit(currency: string, amount: string): void {
    this.#add(currency, Decimal.from(amount));
  }

  /** Shows a new book; orders at rest that it crosses trade at once. */
  setBook(symbol: string, book: FakeBook): void {
    const side = (levels: FakeBook['bids']): [Decimal, Decimal][] =>
      levels.map(([price, size]) => [Decimal.from(price), Decimal.from(size)]);
    this.#books.set(symbol, { bids: side(book.bids), asks: side(book.asks) });
    for (const order of this.orders) {
      if (order.live && order.symbol === symbol) this.#match(order, false);
    }
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
      id: String((this.#ids += 1)),
      time: this.#now(),
      armed: terms.stopPrice === undefined,
      live: true,
      reason: undefined,
      trades: [],
    };
    this.orders.push(order);
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
    order.trades.push({ tid: (this.#ids += 1), price, amount, fee, aggressor, time: this.#now() });
    const sign = order.side === 'buy' ? Decimal.one : Decimal.one.negated();
    this.#add(pair.base, amount.times(sign));
    this.#add(pair.quote, value.times(sign).negated().minus(fee));
    if (!remainingOf(order).isPositive()) order.live = false;
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

/** What has traded of an order. */
export function executedOf(order: FakeOrder): Decimal {
  return order.trades.reduce((sum, { amount }) => sum.plus(amount), Decimal.zero);
}

function remainingOf(order: FakeOrder): Decimal {
  return order.amount.minus(executedOf(order));
}

function reaches(order: FakeOrder, price: Decimal): boolean {
  return order.side === 'buy' ? !price.isGreaterThan(order.price) : !price.isLessThan(order.price);
}
