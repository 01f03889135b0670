/** The far side of the paper venue: takes orders, matches them, keeps the account. @module */
import {
  Decimal,
  TradewrightError,
  midOf,
  type AccountSnapshot,
  type Clock,
  type DurableMap,
  type Fill,
  type Instrument,
  type MarketPhase,
  type OrderChange,
  type OrderIntent,
  type OrderPreview,
  type OrderReport,
  type Position,
  type Quote,
} from '@tradewright/core';
import { MatchingBook, restingOrder, type MatchingEffect } from '@tradewright/venue-kit/matching';
import { PaperAccount } from './paper-account.ts';
import { endedPaperLives, paperOrder, reportOf, type PaperOrder } from './paper-order.ts';
import { paperRefusal } from './paper-refusal.ts';
import { PaperState } from './paper-state.ts';
import type { PaperTerms } from './paper-terms.ts';

/** What the exchange is made of, and whom it tells. */
export type PaperExchangeOptions = {
  readonly venue: string;
  readonly accountId: string;
  readonly openingCash: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly terms: PaperTerms;
  readonly state: DurableMap | undefined;
  readonly instrument: (symbol: string) => Instrument | undefined;
  readonly quote: (symbol: string) => Quote | undefined;
  readonly slippage: (symbol: string, touch: Decimal) => Decimal;
  readonly onOrder: (report: OrderReport) => void;
  readonly onFill: (fill: Fill) => void;
};

const dayMs = 86_400_000;
const basis = Decimal.from('10000');

/** Deterministic: the same orders over the same feed give the same executions and the same ids. */
export class PaperExchange {
  readonly #options: PaperExchangeOptions;
  readonly #state: PaperState;
  readonly #account: PaperAccount;
  readonly #books = new Map<string, MatchingBook>();
  readonly #orders = new Map<string, PaperOrder>();
  readonly #byClientId = new Map<string, PaperOrder>();
  readonly #fills: Fill[] = [];
  #count = 0;
  #open = 0;
  #time = 0;

  constructor(options: PaperExchangeOptions) {
    this.#options = options;
    this.#state = new PaperState(options.state);
    const saved = this.#state.load();
    this.#account = new PaperAccount(
      saved?.head.account ?? { cash: options.openingCash, holdings: {} },
    );
    if (saved === undefined) return;
    this.#count = saved.head.orders;
    this.#time = saved.head.time;
    this.#fills.push(...saved.fills.toSorted((left, right) => left.time - right.time));
    for (const order of saved.orders) this.#resume(order);
  }

  get marketTime(): number {
    return this.#time;
  }

  get openOrders(): number {
    return this.#open;
  }

  orders(): readonly PaperOrder[] {
    return [...this.#orders.values()];
  }

  order(clientOrderId: string): PaperOrder | undefined {
    return this.#byClientId.get(clientOrderId);
  }

  fills(): readonly Fill[] {
    return this.#fills;
  }

  /** @throws TradewrightError `ORDER_REFUSED` (outcome `refused`) with the venue's words, `ORDER_DUPLICATE_ID` */
  place(intent: OrderIntent): OrderReport {
    if (this.#byClientId.has(intent.clientOrderId)) {
      throw new TradewrightError(
        'ORDER_DUPLICATE_ID',
        `The client order id ${intent.clientOrderId} was in use.`,
        { outcome: 'refused' },
      );
    }
    const refusal = this.#refusal(intent);
    if (refusal !== undefined) throw refused(intent, refusal);
    const order = paperOrder(intent, `paper-${(this.#count += 1)}`, this.#options.clock.now());
    this.#orders.set(order.venueOrderId, order);
    this.#byClientId.set(intent.clientOrderId, order);
    this.#open += 1;
    if (!intent.transmit) this.#move(order, 'staged');
    else if (this.#options.terms.latencyMs > 0)
      this.#options.clock.after(this.#options.terms.latencyMs, () => this.#arrive(order));
    else this.#arrive(order);
    if (order.life === 'refused') throw refused(intent, order.message ?? 'refused');
    this.#state.saveOrder(order);
    return this.#report(order);
  }

  /** @throws TradewrightError `ORDER_NOT_FOUND`, `ORDER_REFUSED` (outcome `refused`) */
  modify(clientOrderId: string, change: OrderChange): OrderReport {
    const order = this.#openOrder(clientOrderId);
    const { quantity, limitPrice, stopPrice } = change;
    const intent = {
      ...order.intent,
      quantity: quantity ?? order.intent.quantity,
      limitPrice: limitPrice ?? order.intent.limitPrice,
      stopPrice: stopPrice ?? order.intent.stopPrice,
    };
    const refusal = this.#refusal(intent);
    if (refusal !== undefined) throw refused(intent, refusal);
    order.quantity = quantity ?? order.quantity;
    order.limitPrice = limitPrice ?? order.limitPrice;
    order.stopPrice = stopPrice ?? order.stopPrice;
    if (order.life === 'staged') this.#move(order, 'staged');
    else
      this.#apply(
        order.intent.symbol,
        this.#bookOf(order.intent.symbol).modify(order.venueOrderId, change),
      );
    return this.#report(order);
  }

  /** @throws TradewrightError `ORDER_NOT_FOUND` (outcome `refused`) */
  cancel(clientOrderId: string): void {
    const order = this.#openOrder(clientOrderId);
    const effects = this.#bookOf(order.intent.symbol).cancel(order.venueOrderId);
    if (effects.length === 0) this.#move(order, 'canceled', 'canceled by request');
    else this.#apply(order.intent.symbol, effects);
  }

  /** Knows the quote without matching anything against it. */
  seeQuote(quote: Quote): void {
    this.#bookOf(quote.symbol).see(quote);
  }

  onQuote(quote: Quote): void {
    this.#apply(quote.symbol, this.#bookOf(quote.symbol).onQuote(quote));
  }

  /** Moves the account's time on; at the turn of a UTC day what is good for the day ends. */
  onTime(time: number): void {
    const turned = this.#time > 0 && Math.floor(time / dayMs) > Math.floor(this.#time / dayMs);
    this.#time = time;
    if (this.#open === 0) return;
    for (const [symbol, book] of this.#books) this.#apply(symbol, book.onTime(time, turned));
  }

  preview(intent: OrderIntent): OrderPreview {
    const currency = this.#options.instrument(intent.symbol)?.currency ?? null;
    const price = this.#priceOf(intent);
    const value = price?.times(Decimal.from(intent.quantity));
    const commission = value === undefined ? null : this.#fee(value, 'taker').toString();
    return {
      symbol: intent.symbol,
      initialMargin: value?.toString() ?? null,
      maintenanceMargin: null,
      commission,
      commissionCurrency: currency,
      warning: this.#refusal(intent) ?? null,
    };
  }

  positions(): readonly Position[] {
    return this.#account.holdings().map(([symbol, { quantity, cost }]) => {
      const quote = this.#options.quote(symbol);
      const mark = quote === undefined ? null : midOf(quote);
      const average = cost.dividedBy(quantity).roundedToPlaces(12).toString();
      const unrealisedPnl =
        mark === null ? null : mark * quantity.toMarketNumber() - cost.toMarketNumber();
      const { venue, accountId, clock } = this.#options;
      const currency =
        this.#options.instrument(symbol)?.currency ?? symbol.slice(symbol.indexOf('/') + 1);
      return {
        venue,
        accountId,
        symbol,
        quantity: quantity.toString(),
        averagePrice: average,
        marketPrice: mark,
        unrealisedPnl,
        currency,
        strategyName: null,
        time: clock.now(),
      };
    });
  }

  /** Equity is known only when everything is held in the base currency: the paper venue has no rates. */
  snapshot(baseCurrency: string): AccountSnapshot {
    const { venue, accountId, clock } = this.#options;
    const cash = Object.fromEntries(
      Object.entries(this.#account.state().cash).map(([currency, value]) => [
        currency,
        Decimal.from(value).toString(),
      ]),
    );
    let equity: Decimal | undefined = Object.keys(cash).every(
      (code) => code === baseCurrency || this.#account.cash(code).isZero(),
    )
      ? this.#account.cash(baseCurrency)
      : undefined;
    for (const position of this.positions()) {
      const known = position.currency === baseCurrency && position.marketPrice !== null;
      equity = known
        ? equity?.plus(
            Decimal.from(position.quantity).times(Decimal.fromMarketNumber(position.marketPrice)),
          )
        : undefined;
    }
    const free = this.#freeCash(baseCurrency).toString();
    return {
      venue,
      accountId,
      paper: true,
      baseCurrency,
      equity: equity?.toString() ?? null,
      cash,
      availableFunds: free,
      initialMargin: null,
      maintenanceMargin: null,
      time: clock.now(),
    };
  }

  save(): void {
    this.#state.saveHead({ account: this.#account.state(), orders: this.#count, time: this.#time });
  }

  #arrive(order: PaperOrder): void {
    if (order.life !== 'pending') return;
    const { symbol } = order.intent;
    this.#apply(
      symbol,
      this.#bookOf(symbol).submit(order.venueOrderId, {
        ...order.intent,
        quantity: Decimal.from(order.quantity).toString(),
      }),
    );
  }

  #apply(symbol: string, effects: readonly MatchingEffect[]): void {
    for (const effect of effects) {
      const order = this.#orders.get(effect.id);
      if (order !== undefined) this.#applyOne(symbol, order, effect);
    }
  }

  #applyOne(symbol: string, order: PaperOrder, effect: MatchingEffect): void {
    switch (effect.kind) {
      case 'accepted':
        return this.#move(order, effect.held ? 'suspended' : 'working');
      case 'released':
      case 'triggered':
      case 'modified':
        return this.#move(order, 'working');
      case 'resized':
        order.quantity = effect.quantity;
        return this.#move(order, order.life);
      case 'refused':
        return this.#move(order, 'refused', effect.reason);
      case 'canceled':
        return this.#move(order, 'canceled', effect.reason);
      case 'expired':
        return this.#move(order, 'expired', 'the time of the order was over');
      case 'filled':
        return this.#fill(symbol, order, effect);
    }
  }

  #fill(
    symbol: string,
    order: PaperOrder,
    effect: Extract<MatchingEffect, { kind: 'filled' }>,
  ): void {
    const { venue, accountId, clock } = this.#options;
    const quantity = Decimal.from(effect.quantity);
    const price = Decimal.from(effect.price);
    const value = quantity.times(price);
    const fee = this.#fee(value, effect.liquidity);
    const currency =
      this.#options.instrument(symbol)?.currency ?? symbol.slice(symbol.indexOf('/') + 1);
    const { side, clientOrderId } = order.intent;
    this.#account.trade(symbol, currency, { side, quantity, price, fee });
    order.filled = Decimal.from(order.filled).plus(quantity).toString();
    order.value = Decimal.from(order.value).plus(value).toString();
    order.executions = effect.execution;
    const time = clock.now();
    const fill: Fill = {
      venue,
      accountId,
      fillId: `${order.venueOrderId}-${effect.execution}`,
      revision: 0,
      clientOrderId,
      venueOrderId: order.venueOrderId,
      symbol,
      side,
      quantity: effect.quantity,
      price: effect.price,
      currency,
      commission: fee.toString(),
      commissionCurrency: currency,
      liquidity: effect.liquidity,
      provenance: 'live',
      time,
      receivedTime: time,
    };
    this.#fills.push(fill);
    this.#state.saveFill(fill);
    this.save();
    this.#options.onFill(fill);
    this.#move(order, effect.complete ? 'filled' : 'working');
  }

  #move(order: PaperOrder, life: PaperOrder['life'], message: string | null = null): void {
    if (endedPaperLives.has(life) && !endedPaperLives.has(order.life)) this.#open -= 1;
    order.life = life;
    order.message = message ?? order.message;
    order.time = this.#options.clock.now();
    this.#state.saveOrder(order);
    if (life !== 'refused') this.#options.onOrder(this.#report(order));
  }

  #resume(order: PaperOrder): void {
    this.#orders.set(order.venueOrderId, order);
    this.#byClientId.set(order.intent.clientOrderId, order);
    if (endedPaperLives.has(order.life)) return;
    this.#open += 1;
    if (order.life === 'staged') return;
    const terms = { ...order.intent, quantity: Decimal.from(order.quantity).toString() };
    const resting = restingOrder(order.venueOrderId, terms, order.life === 'suspended');
    resting.filled = Decimal.from(order.filled);
    resting.executions = order.executions;
    this.#bookOf(order.intent.symbol).restore(resting);
  }

  #refusal(intent: OrderIntent): string | undefined {
    const instrument = this.#options.instrument(intent.symbol);
    const currency = instrument?.currency ?? '';
    return paperRefusal({
      intent,
      instrument,
      phase: this.#phase(instrument),
      held: this.#account.holding(intent.symbol).quantity.minus(this.#claimed(intent)),
      freeCash: this.#freeCash(currency),
      price: this.#priceOf(intent),
      feeBps: this.#options.terms.takerFeeBps,
    });
  }

  /** What open reducing orders of the same side already claim of the holding, signed like the holding. */
  #claimed(intent: OrderIntent): Decimal {
    let claimed = Decimal.zero;
    for (const order of this.#orders.values()) {
      const { symbol, side, parentClientOrderId, ocaGroup, clientOrderId } = order.intent;
      const other =
        clientOrderId !== intent.clientOrderId && symbol === intent.symbol && side === intent.side;
      if (
        !other ||
        endedPaperLives.has(order.life) ||
        parentClientOrderId !== null ||
        ocaGroup !== null
      )
        continue;
      const left = Decimal.from(order.quantity).minus(Decimal.from(order.filled));
      claimed = claimed.plus(side === 'sell' ? left : left.negated());
    }
    return claimed;
  }

  /** Cash less what open buys would take. */
  #freeCash(currency: string): Decimal {
    let free = this.#account.cash(currency);
    for (const order of this.#orders.values()) {
      if (this.#open === 0) break;
      const { side, symbol, parentClientOrderId } = order.intent;
      if (endedPaperLives.has(order.life) || side !== 'buy' || parentClientOrderId !== null)
        continue;
      if (this.#options.instrument(symbol)?.currency !== currency) continue;
      const price = order.limitPrice ?? order.stopPrice;
      const left = Decimal.from(order.quantity).minus(Decimal.from(order.filled));
      if (price !== null) free = free.minus(left.times(Decimal.from(price)));
    }
    return free;
  }

  #priceOf(intent: OrderIntent): Decimal | undefined {
    const fixed = intent.limitPrice ?? intent.stopPrice;
    if (fixed !== null) return Decimal.from(fixed);
    const quote = this.#options.quote(intent.symbol);
    const touch = intent.side === 'buy' ? quote?.ask : quote?.bid;
    return touch === null || touch === undefined ? undefined : Decimal.fromMarketNumber(touch);
  }

  #phase(instrument: Instrument | undefined): MarketPhase {
    const hours = instrument?.hours ?? 'always';
    if (hours === 'always') return 'open';
    const now = this.#options.clock.now();
    return hours.find((stretch) => stretch.open <= now && now < stretch.close)?.phase ?? 'closed';
  }

  #fee(value: Decimal, liquidity: 'maker' | 'taker'): Decimal {
    const bps =
      liquidity === 'maker' ? this.#options.terms.makerFeeBps : this.#options.terms.takerFeeBps;
    return value.times(Decimal.from(bps)).dividedBy(basis).roundedToPlaces(8, 'up');
  }

  #bookOf(symbol: string): MatchingBook {
    let book = this.#books.get(symbol);
    if (book === undefined) {
      const lot = Decimal.from(this.#options.instrument(symbol)?.lot ?? '1');
      book = new MatchingBook({ slippage: (touch) => this.#options.slippage(symbol, touch), lot });
      this.#books.set(symbol, book);
    }
    return book;
  }

  #openOrder(clientOrderId: string): PaperOrder {
    const order = this.#byClientId.get(clientOrderId);
    if (order !== undefined && !endedPaperLives.has(order.life)) return order;
    const state = order === undefined ? 'was not known' : `was ${order.life}`;
    throw new TradewrightError('ORDER_NOT_FOUND', `The order ${clientOrderId} ${state}.`, {
      outcome: 'refused',
    });
  }

  #report(order: PaperOrder): OrderReport {
    return reportOf(order, this.#options.venue, this.#options.clock.now());
  }
}

function refused(intent: OrderIntent, reason: string): TradewrightError {
  return new TradewrightError(
    'ORDER_REFUSED',
    `The paper venue refused ${intent.clientOrderId}: ${reason}.`,
    {
      outcome: 'refused',
      hint: 'change the order as the reason says',
    },
  );
}
