/** The far side of the paper venue: takes orders, matches them, keeps the account. @module */
import {
  Decimal,
  TradewrightError,
  parseSymbol,
  phaseAt,
  tickAt,
  type AccountSnapshot,
  type Fill,
  type OrderChange,
  type OrderIntent,
  type OrderPreview,
  type OrderReport,
  type Position,
  type Quote,
} from '@tradewright/core';
import { MatchingBook, type MatchingEffect } from '@tradewright/venue-kit/matching';
import { PaperAccount } from './paper-account.ts';
import {
  endedPaperLives,
  paperOrder,
  reportOf,
  restingFrom,
  termsOf,
  type PaperOrder,
} from './paper-order.ts';
import { PaperOrders } from './paper-orders.ts';
import { paperRefusal, refused } from './paper-refusal.ts';
import { countExecution, paperFill } from './paper-fill.ts';
import { cashReserved, countedPrice, quantityClaimed } from './paper-funds.ts';
import type { PaperExchangeOptions } from './paper-exchange-options.ts';
import { PaperState, type PaperHead } from './paper-state.ts';
import { paperFee } from './paper-terms.ts';
import { UntoldEffects } from './untold-effects.ts';
import { paperPositions, paperSnapshot, type StatementInput } from './paper-statement.ts';

const dayMs = 86_400_000;

/** Deterministic: the same orders over the same feed give the same executions and the same ids. */
export class PaperExchange {
  readonly #options: PaperExchangeOptions;
  readonly #state: PaperState;
  readonly #account: PaperAccount;
  readonly #books = new Map<string, MatchingBook>();
  /** Every order, open and ended. */
  readonly orders = new PaperOrders();
  readonly #fills: Fill[] = [];
  readonly #untold = new UntoldEffects((symbol, effect) => this.#applyOne(symbol, effect));
  #count = 0;
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

  fills(): readonly Fill[] {
    return this.#fills;
  }

  /** @throws TradewrightError `ORDER_REFUSED`, `ORDER_WOULD_TAKE` (outcome `refused`) with the venue's words, `ORDER_DUPLICATE_ID` */
  place(intent: OrderIntent): OrderReport {
    this.#untold.tellAll();
    if (this.orders.byClientId(intent.clientOrderId) !== undefined) {
      const message = `The client order id ${intent.clientOrderId} was in use.`;
      throw new TradewrightError('ORDER_DUPLICATE_ID', message, { outcome: 'refused' });
    }
    const refusal = this.#refusal(intent);
    if (refusal !== undefined) throw refused(intent, refusal);
    const order = paperOrder(intent, `paper-${(this.#count += 1)}`, this.#options.clock.now());
    this.orders.add(order);
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
    this.#untold.tellAll();
    const order = this.orders.mustBeOpen(clientOrderId);
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
      this.#untold.tell(
        order.intent.symbol,
        this.#bookOf(order.intent.symbol).modify(order.venueOrderId, change),
      );
    return this.#report(order);
  }

  /** @throws TradewrightError `ORDER_NOT_FOUND` (outcome `refused`) */
  cancel(clientOrderId: string): void {
    this.#untold.tellAll();
    const order = this.orders.mustBeOpen(clientOrderId);
    const effects = this.#bookOf(order.intent.symbol).cancel(order.venueOrderId);
    if (effects.length === 0) this.#move(order, 'canceled', 'canceled by request');
    else this.#untold.tell(order.intent.symbol, effects);
  }

  /** Knows the quote without matching anything against it. */
  seeQuote(quote: Quote): void {
    this.#bookOf(quote.symbol).see(quote);
  }

  onQuote(quote: Quote): void {
    this.#untold.tell(quote.symbol, this.#bookOf(quote.symbol).onQuote(quote));
  }

  /** Moves the account's time on; at the turn of a UTC day what is good for the day ends. */
  onTime(time: number): void {
    const turned = this.#time > 0 && Math.floor(time / dayMs) > Math.floor(this.#time / dayMs);
    this.#time = time;
    if (this.orders.openCount === 0) return;
    for (const [symbol, book] of this.#books) this.#untold.tell(symbol, book.onTime(time, turned));
  }

  preview(intent: OrderIntent): OrderPreview {
    const value = this.#priceOf(intent)?.times(Decimal.from(intent.quantity));
    return {
      symbol: intent.symbol,
      initialMargin: value?.toString() ?? null,
      maintenanceMargin: null,
      commission:
        value === undefined ? null : paperFee(this.#options.terms, value, 'taker').toString(),
      commissionCurrency: this.#options.instrument(intent.symbol)?.currency ?? null,
      warning: this.#refusal(intent) ?? null,
    };
  }

  positions(): readonly Position[] {
    return paperPositions(this.#account, this.#statement());
  }

  /** Equity is known only when everything is held in the base currency: the paper venue has no rates. */
  snapshot(baseCurrency: string): AccountSnapshot {
    const statement = this.#statement();
    return paperSnapshot(this.#account, statement, baseCurrency, this.#freeCash(baseCurrency));
  }

  #statement(): StatementInput {
    const { venue, accountId, clock, quote, instrument } = this.#options;
    return { venue, accountId, time: clock.now(), quote, instrument };
  }

  #freeCash(currency: string): Decimal {
    const reserved = cashReserved(
      this.orders.open(),
      (symbol) => this.#options.instrument(symbol)?.currency === currency,
    );
    return this.#account.cash(currency).minus(reserved);
  }

  save(): void {
    this.#state.saveHead(() => this.#head());
  }

  #head(): PaperHead {
    return { account: this.#account.state(), orders: this.#count, time: this.#time };
  }

  #arrive(order: PaperOrder): void {
    if (order.life !== 'pending') return;
    const { symbol } = order.intent;
    this.#untold.tell(symbol, this.#bookOf(symbol).submit(order.venueOrderId, termsOf(order)));
  }

  #applyOne(symbol: string, effect: MatchingEffect): void {
    const order = this.orders.byVenueId(effect.id);
    if (order === undefined) return;
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
    const fee = paperFee(this.#options.terms, quantity.times(price), effect.liquidity);
    const currency = this.#options.instrument(symbol)?.currency ?? parseSymbol(symbol).quote;
    this.#account.trade(symbol, currency, { side: order.intent.side, quantity, price, fee });
    countExecution(order, effect);
    const fill = paperFill(order, effect, { venue, accountId, currency, fee, time: clock.now() });
    this.#fills.push(fill);
    this.#state.saveFill(fill);
    this.#set(order, effect.complete ? 'filled' : 'working');
    this.#options.onFill(fill);
    this.#options.onOrder(this.#report(order));
  }

  #move(order: PaperOrder, life: PaperOrder['life'], message: string | null = null): void {
    this.#set(order, life, message);
    const isAnswer = life === 'refused' && this.#options.terms.latencyMs === 0;
    if (!isAnswer) this.#options.onOrder(this.#report(order));
  }

  #set(order: PaperOrder, life: PaperOrder['life'], message: string | null = null): void {
    order.life = life;
    this.orders.settle(order);
    order.message = message ?? order.message;
    order.time = this.#options.clock.now();
    this.#state.saveOrder(order);
    this.save();
  }

  #resume(order: PaperOrder): void {
    this.orders.add(order);
    if (endedPaperLives.has(order.life) || order.life === 'staged') return;
    this.#bookOf(order.intent.symbol).restore(restingFrom(order));
  }

  #refusal(intent: OrderIntent): string | undefined {
    const instrument = this.#options.instrument(intent.symbol);
    const currency = instrument?.currency ?? '';
    return paperRefusal({
      intent,
      instrument,
      phase: phaseAt(instrument, this.#options.clock.now()),
      held: this.#account
        .holding(intent.symbol)
        .quantity.minus(quantityClaimed(this.orders.open(), intent)),
      freeCash: this.#freeCash(currency),
      price: this.#priceOf(intent),
      feeBps: this.#options.terms.takerFeeBps,
    });
  }

  #priceOf(intent: OrderIntent): Decimal | undefined {
    return countedPrice(intent, this.#options.quote(intent.symbol));
  }

  #slippage(symbol: string, touch: Decimal): Decimal {
    const ladder = this.#options.instrument(symbol)?.tickLadder;
    const ticks = Decimal.from(String(this.#options.terms.slippageTicks));
    return ladder === undefined ? Decimal.zero : tickAt(touch, ladder).times(ticks);
  }

  #bookOf(symbol: string): MatchingBook {
    let book = this.#books.get(symbol);
    if (book === undefined) {
      const lot = Decimal.from(this.#options.instrument(symbol)?.lot ?? '1');
      book = new MatchingBook({ slippage: (touch) => this.#slippage(symbol, touch), lot });
      this.#books.set(symbol, book);
    }
    return book;
  }

  #report(order: PaperOrder): OrderReport {
    return reportOf(order, this.#options.venue, this.#options.clock.now());
  }
}
