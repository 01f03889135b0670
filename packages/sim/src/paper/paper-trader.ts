/** A venue account without a venue. @module */
import {
  TradewrightError,
  complete,
  incomplete,
  type AccountSnapshot,
  type BarSeries,
  type BarsRequest,
  type BaseTrader,
  type ConnectionState,
  type Fill,
  type Found,
  type Absent,
  type Instrument,
  type OrderBook,
  type OrderChange,
  type OrderIntent,
  type OrderPreview,
  type OrderReport,
  type Position,
  type QueryResult,
  type Quote,
  type StreamRequest,
  type Trade,
  type TraderCapabilities,
  type TraderEvents,
  type Undo,
} from '@tradewright/core';
import { TraderEmitter, mustBeSendable } from '@tradewright/venue-kit';
import type { FeedEvent } from '../feeds/feed-event.ts';
import { paperCapabilities } from './paper-capabilities.ts';
import { PaperExchange } from './paper-exchange.ts';
import type { PaperTraderOptions } from './paper-trader-options.ts';
import { PaperMarket } from './paper-market.ts';
import { endedPaperLives, reportOf } from './paper-order.ts';
import { BarStreams } from './bar-streams.ts';
import { QuoteStreams } from './quote-streams.ts';

/**
 * Matches orders against recorded bid and ask. Time moves only while somebody delivers a feed to
 * {@link PaperTrader.deliver}. Fills inside a bar carry the time of its end.
 */
export class PaperTrader implements BaseTrader {
  readonly venue = 'PAPER';
  readonly paper = true;
  readonly capabilities: TraderCapabilities = paperCapabilities;
  readonly accountId: string;
  readonly #options: PaperTraderOptions;
  readonly #emitter = new TraderEmitter();
  readonly #market: PaperMarket;
  readonly #exchange: PaperExchange;
  readonly #streams = new BarStreams();
  readonly #quoted = new QuoteStreams();
  readonly #tellBar = (payload: TraderEvents['bar']): void => this.#emitter.emit('bar', payload);
  #connected = false;
  #epoch = 0;

  constructor(options: PaperTraderOptions) {
    this.#options = options;
    this.accountId = options.accountId;
    this.#market = new PaperMarket(
      this.venue,
      options.terms,
      options.instruments,
      options.withTrades ?? [],
    );
    this.#exchange = new PaperExchange({
      venue: this.venue,
      accountId: options.accountId,
      openingCash: options.openingCash,
      clock: options.clock,
      terms: options.terms,
      state: options.state,
      instrument: (symbol) => this.#market.instrument(symbol),
      quote: (symbol) => this.#market.quote(symbol),
      onOrder: (report) => this.#emitter.emit('order', report),
      onFill: (fill) => {
        this.#emitter.emit('fill', fill);
        this.#emitter.emit('account', this.#snapshot());
      },
    });
  }

  /** Where the account's market stands, ms UTC; 0 for an account that has seen none. */
  get marketTime(): number {
    return this.#exchange.marketTime;
  }

  /** Takes an event that a resumed account has lived through: it fills the history and matches nothing. */
  warm(event: FeedEvent): void {
    const quote = this.#market.quoteOf(event);
    if (quote !== undefined) this.#exchange.seeQuote(quote);
    this.#market.barOf(event);
  }

  /** Takes the next event of the feed: orders match first, then whoever listens hears quote and bar. */
  deliver(event: FeedEvent): void {
    const path = this.#exchange.orders.openCount > 0 ? this.#market.path(event) : [];
    for (const quote of path) this.#exchange.onQuote(quote);
    const quote = this.#market.quoteOf(event);
    if (quote !== undefined) {
      // The path ends at this quote: to match it again would show its size twice.
      if (path.length === 0) this.#exchange.onQuote(quote);
      if (this.#quoted.has(quote.symbol)) this.#emitter.emit('quote', quote);
    }
    this.#exchange.onTime(event.end);
    const bar = this.#market.barOf(event);
    if (bar !== undefined) this.#streams.add(event, bar, this.#tellBar);
  }

  async connect(): Promise<void> {
    if (this.#connected) return;
    this.#connected = true;
    this.#emitter.isOpen = true;
    this.#epoch += 1;
    this.#emitter.emit('connection', this.connection());
  }

  async close(): Promise<void> {
    if (!this.#connected) return;
    this.#connected = false;
    this.#exchange.save();
    this.#emitter.emit('connection', this.connection());
    // The venue lives on while nobody is connected.
    this.#emitter.isOpen = false;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  connection(): ConnectionState {
    const state = this.#connected ? 'up' : 'down';
    return {
      socket: state,
      broker: state,
      data: state,
      epoch: this.#epoch,
      lastProof: this.#options.clock.now(),
      message: null,
    };
  }

  async maybeReconnect(): Promise<boolean> {
    await this.connect();
    return true;
  }

  async loadInstrument(symbol: string): Promise<Instrument> {
    this.#mustBeConnected();
    return this.#market.known(symbol);
  }

  async fetchQuote(symbol: string): Promise<Quote> {
    this.#mustBeConnected();
    this.#market.known(symbol);
    const quote = this.#market.quote(symbol);
    if (quote !== undefined) return quote;
    throw new TradewrightError('VENUE_BAD_ANSWER', `No quote of ${symbol} had been played yet.`, {
      hint: 'deliver the feed up to the first quote',
    });
  }

  async fetchOrderBook(symbol: string, depth: number): Promise<OrderBook> {
    return this.#market.bookOf(await this.fetchQuote(symbol), depth);
  }

  async fetchBars(request: BarsRequest): Promise<BarSeries> {
    this.#mustBeConnected();
    this.#market.known(request.symbol);
    return this.#market.bars(request, this.#options.clock.now());
  }

  async fetchTrades(symbol: string): Promise<QueryResult<Trade>> {
    return incomplete(
      'not-supported',
      `Single trades of ${symbol} are not recorded.`,
      this.#options.clock.now(),
    );
  }

  async subscribe(request: StreamRequest): Promise<Undo> {
    this.#mustBeConnected();
    this.#market.known(request.symbol);
    if (request.stream === 'bar')
      return this.#streams.open(request.symbol, request.timeframe ?? '1m');
    if (request.stream !== 'quote') {
      throw new TradewrightError(
        'VENUE_NOT_SUPPORTED',
        `The paper venue has no ${request.stream} stream.`,
        { hint: 'use quote or bar' },
      );
    }
    return this.#quoted.open(request.symbol);
  }

  async fetchAccount(): Promise<AccountSnapshot> {
    this.#mustBeConnected();
    return this.#snapshot();
  }

  async fetchPositions(): Promise<QueryResult<Position>> {
    return this.#list(() => this.#exchange.positions());
  }

  async fetchOpenOrders(): Promise<QueryResult<OrderReport>> {
    return this.#list(() => this.#reports((life) => !endedPaperLives.has(life)));
  }

  async fetchOrder(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    this.#mustBeConnected();
    const order = this.#exchange.orders.byClientId(clientOrderId);
    const now = this.#options.clock.now();
    return order === undefined
      ? { kind: 'absent', asOf: now }
      : { kind: 'found', item: reportOf(order, this.venue, now) };
  }

  async fetchClosedOrders({
    since,
  }: {
    readonly since: number;
  }): Promise<QueryResult<OrderReport>> {
    return this.#list(() =>
      this.#reports((life, time) => endedPaperLives.has(life) && time >= since),
    );
  }

  async fetchFills({ since }: { readonly since: number }): Promise<QueryResult<Fill>> {
    return this.#list(() => this.#exchange.fills().filter((fill) => fill.time >= since));
  }

  async previewOrder(intent: OrderIntent): Promise<OrderPreview> {
    this.#mustBeConnected();
    return this.#exchange.preview(intent);
  }

  async placeOrder(intent: OrderIntent): Promise<OrderReport> {
    this.#mustBeConnected('not-sent');
    mustBeSendable(intent, this.capabilities);
    return this.#exchange.place(intent);
  }

  async modifyOrder(clientOrderId: string, change: OrderChange): Promise<OrderReport> {
    this.#mustBeConnected('not-sent');
    return this.#exchange.modify(clientOrderId, change);
  }

  async cancelOrder(clientOrderId: string): Promise<void> {
    this.#mustBeConnected('not-sent');
    this.#exchange.cancel(clientOrderId);
  }

  async cancelAllOrders(): Promise<void> {
    this.#mustBeConnected('not-sent');
    for (const order of this.#exchange.orders.all()) {
      if (!endedPaperLives.has(order.life)) this.#exchange.cancel(order.intent.clientOrderId);
    }
  }

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    return this.#emitter.on(name, handler);
  }

  #reports(keep: (life: OrderReport['life'], time: number) => boolean): readonly OrderReport[] {
    const now = this.#options.clock.now();
    return this.#exchange.orders
      .all()
      .filter((order) => keep(order.life, order.time))
      .map((order) => reportOf(order, this.venue, now));
  }

  #list<Item>(items: () => readonly Item[]): QueryResult<Item> {
    const now = this.#options.clock.now();
    if (!this.#connected)
      return incomplete('not-connected', 'The paper venue was not connected.', now);
    return complete(items(), now);
  }

  #snapshot(): AccountSnapshot {
    return this.#exchange.snapshot(this.#options.baseCurrency);
  }

  #mustBeConnected(outcome?: 'not-sent'): void {
    if (this.#connected) return;
    throw new TradewrightError('VENUE_NOT_CONNECTED', 'The paper venue was not connected.', {
      hint: 'call connect() first',
      ...(outcome === undefined ? {} : { outcome }),
    });
  }
}
