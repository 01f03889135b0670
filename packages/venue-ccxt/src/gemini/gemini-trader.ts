/** One account at Gemini behind the one trader interface. @module */
import {
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
} from '@tradewright/core/venue';
import { TraderEmitter, mustBeSendable } from '@tradewright/venue-kit/adapter';
import { GeminiFailure, queryError } from './gemini-failure.ts';
import { geminiCapabilities } from './gemini-instrument.ts';
import type { GeminiTraderOptions } from './gemini-trader-options.ts';
import type { GeminiOrderRequest } from './gemini-order-request.ts';
import {
  keepBeating,
  settleGemini,
  unwireGemini,
  wireGemini,
  type GeminiWiring,
} from './gemini-wiring.ts';

/**
 * Trades spot at Gemini through the real ccxt class. The venue's stream tells of quotes, depth, prints
 * and own orders; where it is silent, they are asked for (`pollMs`). Executions always come from
 * orders as REST gives them, so none is told twice. Market orders are sent as immediate-or-cancel
 * limits that walk the book and stop at the slippage cap. Nothing is sent twice.
 */
export class GeminiTrader implements BaseTrader {
  readonly venue = 'GEMINI';
  readonly capabilities: TraderCapabilities;
  readonly paper: boolean;
  readonly #options: GeminiTraderOptions;
  readonly #currency: string;
  readonly #emitter = new TraderEmitter();
  #accountId = '';
  #wired: GeminiWiring | undefined;
  #state: ChannelState = 'unknown';
  #message: string | null = null;
  #lastProof: number | null = null;
  #epoch = 0;
  #stopHeartbeat: Undo | undefined;

  constructor(options: GeminiTraderOptions) {
    this.#options = options;
    this.#currency = options.baseCurrency ?? 'USD';
    this.paper = options.sandbox || options.simulated === true;
    this.capabilities = geminiCapabilities(options);
  }

  get accountId(): string {
    return this.#accountId;
  }

  async connect(): Promise<void> {
    if (this.#wired !== undefined) return;
    this.#emitter.isOpen = true;
    const wired = await wireGemini(this.#options, {
      emitter: this.#emitter,
      source: this,
      onContact: (error) => this.#onContact(error),
      onStream: () => this.#tellConnection(),
      onBalance: () => void this.#tellAccount(),
    });
    this.#wired = wired;
    this.#accountId = wired.accountId;
    this.#epoch += 1;
    this.#stopHeartbeat = keepBeating(this.#options, wired.client);
    this.#tellConnection();
  }

  async close(): Promise<void> {
    if (this.#wired === undefined) return;
    const wired = this.#wired;
    this.#wired = undefined;
    this.#stopHeartbeat?.();
    unwireGemini(wired);
    this.#setState('down', null);
    this.#emitter.isOpen = false;
  }

  /** Resolves when nothing is under way at either end: for a market whose time the caller drives. */
  async settle(): Promise<void> {
    await settleGemini(this.#mustBeWired());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  connection(): ConnectionState {
    const state = this.#state;
    return {
      socket: state,
      broker: state,
      data: this.#dataState(),
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

  async subscribe(request: StreamRequest): Promise<Undo> {
    const { data, feed } = this.#mustBeWired();
    data.market(request.symbol);
    return feed.open(request);
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

  /** The body of `/v1/order/new` that {@link GeminiTrader.placeOrder} would send; nothing is sent. @throws TradewrightError as it would */
  async describeOrder(intent: OrderIntent): Promise<GeminiOrderRequest> {
    mustBeSendable(intent, this.capabilities);
    return this.#mustBeWired('not-sent').orders.describe(intent);
  }

  async placeOrder(intent: OrderIntent): Promise<OrderReport> {
    mustBeSendable(intent, this.capabilities);
    const report = await this.#mustBeWired('not-sent').orders.place(intent);
    if (report.filled !== '0') void this.#wired?.watch.look();
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
    void this.#wired?.watch.look();
  }

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    return this.#emitter.on(name, handler);
  }

  async #list<Item>(
    ask: (wired: GeminiWiring) => Promise<QueryResult<Item>>,
  ): Promise<QueryResult<Item>> {
    if (this.#wired !== undefined) return ask(this.#wired);
    return incomplete('not-connected', 'Gemini was not connected.', this.#options.clock.now());
  }

  #mustBeWired(outcome?: 'not-sent'): GeminiWiring {
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
    this.#tellConnection();
  }

  /** Without its stream the market is followed more slowly. */
  #dataState(): ChannelState {
    const stream = this.#wired?.stream;
    return this.#state === 'up' && stream?.up === false ? 'degraded' : this.#state;
  }

  #tellConnection(): void {
    if (this.#state !== 'unknown') this.#emitter.emit('connection', this.connection());
  }

  async #tellAccount(): Promise<void> {
    try {
      this.#emitter.emit('account', await this.fetchAccount());
    } catch {
      // Balances that could not be asked for are told with the next change.
    }
  }
}
