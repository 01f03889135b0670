/** One account at Gemini behind the one trader interface. @module */
import {
  Decimal,
  TradewrightError,
  incomplete,
  type Absent,
  type AccountSnapshot,
  type BarSeries,
  type BarsRequest,
  type BaseTrader,
  type ChannelState,
  type ConnectionState,
  type Fill,
  type Found,
  type Instrument,
  type OrderBook,
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
import { TraderEmitter } from '@tradewright/venue-kit';
import { createHash } from 'node:crypto';
import { NonceLane } from '../ccxt/nonce-lane.ts';
import { GeminiClient } from './gemini-client.ts';
import { createGeminiExchange } from './gemini-exchange.ts';
import { GeminiFailure, queryError } from './gemini-failure.ts';
import { geminiCapabilities } from './gemini-instrument.ts';
import { GeminiMarketData, asQuery } from './gemini-market-data.ts';
import { GeminiOrders } from './gemini-orders.ts';
import type { GeminiTraderOptions } from './gemini-trader-options.ts';
import { OrderWatch } from './order-watch.ts';
import { QuotePolling } from './quote-polling.ts';

const heartbeatMs = 15_000;

type Wired = {
  readonly client: GeminiClient;
  readonly data: GeminiMarketData;
  readonly orders: GeminiOrders;
};

/**
 * Trades spot at Gemini through the real ccxt class. Orders and quotes are followed by asking
 * (`pollMs`); market orders are sent as immediate-or-cancel limits that walk the book and stop at
 * the slippage cap. Nothing is sent twice.
 */
export class GeminiTrader implements BaseTrader {
  readonly venue = 'GEMINI';
  readonly capabilities: TraderCapabilities = geminiCapabilities;
  readonly paper: boolean;
  readonly #options: GeminiTraderOptions;
  readonly #currency: string;
  readonly #emitter = new TraderEmitter();
  readonly #watch: OrderWatch;
  readonly #quotes: QuotePolling;
  #wired: Wired | undefined;
  #accountId = '';
  #state: ChannelState = 'unknown';
  #message: string | null = null;
  #lastProof: number | null = null;
  #epoch = 0;
  #stopHeartbeat: Undo | undefined;

  constructor(options: GeminiTraderOptions) {
    this.#options = options;
    this.#currency = options.baseCurrency ?? 'USD';
    this.paper = options.sandbox || options.simulated === true;
    const periodMs = options.pollMs ?? 2_000;
    this.#watch = new OrderWatch({
      clock: options.clock,
      periodMs,
      look: async (id) => this.#mustBeWired().orders.look(id),
      onOrder: (report) => this.#emitter.emit('order', report),
      onFill: (fill) => this.#emitter.emit('fill', fill),
    });
    this.#quotes = new QuotePolling(
      options.clock,
      periodMs,
      (symbol) => this.fetchQuote(symbol),
      (quote) => this.#emitter.emit('quote', quote),
    );
  }

  get accountId(): string {
    return this.#accountId;
  }

  async connect(): Promise<void> {
    if (this.#wired !== undefined) return;
    const { apiKey, clock, state, nonceMode } = this.#options;
    const fingerprint = createHash('sha256').update(apiKey).digest('hex').slice(0, 12);
    const exchange = await createGeminiExchange({
      ...this.#options,
      restUrl: this.#options.restUrl,
      timeoutMs: this.#options.timeoutMs ?? 10_000,
      requestIntervalMs: this.#options.requestIntervalMs ?? 100,
      nonces: new NonceLane(clock, state, fingerprint, nonceMode),
    });
    const client = new GeminiClient(exchange, (error) => this.#onContact(error));
    const data = new GeminiMarketData(client, clock);
    await asQuery(() => data.load());
    this.#accountId = await accountName(client, fingerprint);
    this.#wired = { client, data, orders: this.#ordersOver(client, data) };
    this.#epoch += 1;
    this.#watch.start();
    if (this.#options.heartbeat === true) {
      const beat = (): void => void client.heartbeat().catch(() => undefined);
      this.#stopHeartbeat = clock.every(heartbeatMs, beat);
    }
    this.#emitter.emit('connection', this.connection());
  }

  async close(): Promise<void> {
    if (this.#wired === undefined) return;
    this.#watch.stop();
    this.#quotes.close();
    this.#stopHeartbeat?.();
    this.#wired = undefined;
    this.#setState('down', null);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  connection(): ConnectionState {
    const state = this.#state;
    return {
      socket: state,
      broker: state,
      data: state,
      epoch: this.#epoch,
      lastProof: this.#lastProof,
      message: this.#message,
    };
  }

  async maybeReconnect(): Promise<boolean> {
    try {
      if (this.#wired === undefined) await this.connect();
      else if (this.#state !== 'up') await this.#wired.client.balances();
      return true;
    } catch {
      return false;
    }
  }

  async loadInstrument(symbol: string): Promise<Instrument> {
    return this.#mustBeWired().data.instrument(symbol);
  }

  async fetchQuote(symbol: string): Promise<Quote> {
    return this.#mustBeWired().data.quote(symbol);
  }

  async fetchOrderBook(symbol: string, depth: number): Promise<OrderBook> {
    return this.#mustBeWired().data.book(symbol, depth);
  }

  async fetchBars(request: BarsRequest): Promise<BarSeries> {
    return this.#mustBeWired().data.bars(request);
  }

  async fetchTrades(symbol: string, limit: number): Promise<QueryResult<Trade>> {
    return this.#list(({ data }) => data.trades(symbol, limit));
  }

  async subscribe({ stream, symbol }: StreamRequest): Promise<Undo> {
    this.#mustBeWired().data.market(symbol);
    if (stream === 'quote') return this.#quotes.open(symbol);
    throw new TradewrightError('VENUE_NOT_SUPPORTED', `Gemini has no ${stream} stream here.`, {
      hint: 'use the quote stream, or fetch what you need',
    });
  }

  async fetchAccount(): Promise<AccountSnapshot> {
    return this.#mustBeWired().data.account(this.#accountId, this.paper, this.#currency);
  }

  async fetchPositions(): Promise<QueryResult<Position>> {
    return this.#list(({ data }) => data.positions(this.#accountId, this.#currency));
  }

  async fetchOpenOrders({
    scope,
  }: {
    readonly scope: 'own' | 'all';
  }): Promise<QueryResult<OrderReport>> {
    return this.#list(({ orders }) => orders.open(scope));
  }

  async fetchOrder(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    return this.#mustBeWired().orders.find(clientOrderId);
  }

  async fetchClosedOrders(query: { readonly since: number }): Promise<QueryResult<OrderReport>> {
    return this.#list(({ orders }) => orders.closed(query.since));
  }

  async fetchFills({ since }: { readonly since: number }): Promise<QueryResult<Fill>> {
    return this.#list(({ orders }) => orders.fills(since));
  }

  async previewOrder(): Promise<OrderPreview> {
    throw new TradewrightError('VENUE_NOT_SUPPORTED', 'Gemini previews no spot order.', {
      hint: 'estimate the cost from the fee schedule',
    });
  }

  async placeOrder(intent: OrderIntent): Promise<OrderReport> {
    const report = await this.#mustBeWired('not-sent').orders.place(intent);
    if (report.filled !== '0') void this.#watch.look();
    return report;
  }

  async modifyOrder(): Promise<OrderReport> {
    throw new TradewrightError('VENUE_NOT_SUPPORTED', 'Gemini cannot change a standing order.', {
      outcome: 'not-sent',
      hint: 'cancel the order and place another once it has ended',
    });
  }

  async cancelOrder(clientOrderId: string): Promise<void> {
    await this.#mustBeWired('not-sent').orders.cancel(clientOrderId);
  }

  async cancelAllOrders({ scope }: { readonly scope: 'own' | 'all' }): Promise<void> {
    await this.#mustBeWired('not-sent').orders.cancelAll(scope);
    void this.#watch.look();
  }

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    return this.#emitter.on(name, handler);
  }

  #ordersOver(client: GeminiClient, data: GeminiMarketData): GeminiOrders {
    const { clock, isOwn, symbols, marketSlippagePercent } = this.#options;
    return new GeminiOrders({
      client,
      data,
      clock,
      isOwn,
      symbols,
      accountId: this.#accountId,
      slippagePercent: Decimal.from(marketSlippagePercent ?? '2'),
      onSight: (sight) => this.#watch.see(sight),
    });
  }

  async #list<Item>(ask: (wired: Wired) => Promise<QueryResult<Item>>): Promise<QueryResult<Item>> {
    if (this.#wired !== undefined) return ask(this.#wired);
    return incomplete('not-connected', 'Gemini was not connected.', this.#options.clock.now());
  }

  #mustBeWired(outcome?: 'not-sent'): Wired {
    if (this.#wired !== undefined) return this.#wired;
    throw new TradewrightError('VENUE_NOT_CONNECTED', 'Gemini was not connected.', {
      hint: 'call connect() first',
      ...(outcome === undefined ? {} : { outcome }),
    });
  }

  /** An answer of the venue, even a no, proves the line; only a server error or silence puts it in doubt. */
  #onContact(error: unknown): void {
    const answered = error === undefined || (error instanceof GeminiFailure && error.status < 500);
    if (answered) this.#lastProof = this.#options.clock.now();
    this.#setState(answered ? 'up' : 'degraded', answered ? null : queryError(error).message);
  }

  #setState(state: ChannelState, message: string | null): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#message = message;
    this.#emitter.emit('connection', this.connection());
  }
}

/** The account's name; keys without the right to read it give a fingerprint of the key instead. */
async function accountName(client: GeminiClient, fingerprint: string): Promise<string> {
  try {
    return await client.account();
  } catch (error) {
    const failure = queryError(error);
    if (failure.code === 'VENUE_PERMISSION') return `key-${fingerprint}`;
    throw failure;
  }
}
