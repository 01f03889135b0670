/** One account at any venue that ccxt reaches. @module */
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
} from '@tradewright/core/venue';
import { TraderEmitter, mustBeSendable } from '@tradewright/venue-kit/adapter';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { SentIds } from '../ccxt/sent-ids.ts';
import { createCcxtExchange } from './create-ccxt-exchange.ts';
import { OrderWatch } from '../gemini/order-watch.ts';
import { MarketFeed } from '../ccxt/market-feed.ts';
import { ccxtList, ccxtQuery } from './ccxt-failure.ts';
import { CcxtMarketData } from './ccxt-market-data.ts';
import { CcxtOrders, type CcxtCreateOrder } from './ccxt-orders.ts';
import { ccxtAccount, ccxtPositions, type CcxtIdentity } from './ccxt-account.ts';
import { parseCcxtMarket } from './ccxt-payloads.ts';
import { quirksOf, type CcxtQuirks } from './ccxt-quirks.ts';
import { ccxtCapabilities } from './ccxt-capabilities.ts';
import type { CcxtTraderOptions } from './ccxt-trader-options.ts';
import { OrderLinks } from './order-links.ts';

/** Failures in which nobody answered. */
const silences: ReadonlySet<string> = new Set(['VENUE_UNAVAILABLE', 'VENUE_TIMEOUT']);

type Wired = {
  readonly exchange: CcxtExchange;
  readonly orders: CcxtOrders;
  readonly data: CcxtMarketData;
};

/**
 * Spot trading through ccxt's unified methods, every venue of which is experimental: limit orders, and
 * market orders as capped immediate-or-cancel limits where the venue has those. Nothing is sent twice.
 */
export class CcxtTrader implements BaseTrader {
  readonly venue: string;
  readonly accountId: string;
  readonly paper: boolean;
  readonly capabilities: TraderCapabilities;
  readonly #options: CcxtTraderOptions;
  readonly #quirks: CcxtQuirks;
  readonly #emitter = new TraderEmitter();
  readonly #watch: OrderWatch;
  readonly #feed: MarketFeed;
  #wired: Wired | undefined;
  #state: ChannelState = 'unknown';
  #lastProof: number | null = null;
  #epoch = 0;

  constructor(options: CcxtTraderOptions) {
    const { id, clock } = options;
    this.#options = options;
    this.#quirks = quirksOf(id);
    this.venue = id.toUpperCase();
    this.accountId = `${id}-account`;
    this.paper = options.sandbox || options.simulated === true || options.url !== undefined;
    this.capabilities = ccxtCapabilities(this.#quirks);
    const periodMs = options.pollMs ?? 2_000;
    this.#watch = new OrderWatch({
      clock,
      periodMs,
      look: async (venueOrderId) => this.#mustBeWired().orders.look(venueOrderId),
      onOrder: (report) => this.#emitter.emit('order', report),
      onFill: (fill) => this.#emitter.emit('fill', fill),
    });
    this.#feed = new MarketFeed({ clock, periodMs, source: this, emitter: this.#emitter });
  }

  /** @throws TradewrightError `NOT_ARMED` for a real account without `allowExperimental`. */
  async connect(): Promise<void> {
    if (this.#wired !== undefined) return;
    const exchange = await (
      this.#options.createExchange ?? (() => createCcxtExchange(this.#options))
    )();
    if (!this.paper && this.#options.allowExperimental !== true)
      throw new TradewrightError('NOT_ARMED', `${this.venue} is experimental in this library.`, {
        hint: `set allowExperimental (CCXT_ALLOW_EXPERIMENTAL) to trade real money there; it serves: ${this.#quirks.jurisdiction}`,
      });
    this.#emitter.isOpen = true;
    const markets = await this.#ask(() => exchange.loadMarkets());
    const instruments = Object.values(markets).flatMap(
      (market) => parseCcxtMarket(market, this.venue, this.#quirks) ?? [],
    );
    const data = new CcxtMarketData(exchange, this.venue, this.#options.clock, instruments);
    await this.#ask(() => exchange.fetchBalance());
    this.#wired = { exchange, data, orders: this.#ordersOver(exchange, data) };
    this.#epoch += 1;
    this.#watch.start();
    this.#emitter.emit('connection', this.connection());
  }

  async close(): Promise<void> {
    this.#watch.stop();
    this.#feed.close();
    this.#wired = undefined;
    this.#setState('down');
    this.#emitter.isOpen = false;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  connection(): ConnectionState {
    const [state, epoch, lastProof] = [this.#state, this.#epoch, this.#lastProof];
    return { socket: state, broker: state, data: state, epoch, lastProof, message: null };
  }

  async maybeReconnect(): Promise<boolean> {
    try {
      await this.connect();
      if (this.#state !== 'up') await this.fetchAccount();
      return true;
    } catch {
      return false;
    }
  }

  async loadInstrument(symbol: string): Promise<Instrument> {
    return this.#mustBeWired().data.instrument(symbol);
  }

  async fetchQuote(symbol: string): Promise<Quote> {
    const { data } = this.#mustBeWired();
    return this.#ask(() => data.quote(symbol));
  }

  async fetchOrderBook(symbol: string, depth: number): Promise<OrderBook> {
    const { data } = this.#mustBeWired();
    return this.#ask(() => data.book(symbol, depth));
  }

  async fetchBars(request: BarsRequest): Promise<BarSeries> {
    const { data } = this.#mustBeWired();
    return this.#ask(() => data.bars(request));
  }

  async fetchTrades(symbol: string): Promise<QueryResult<Trade>> {
    const message = `Public trades of ${symbol} are not read through ccxt.`;
    return incomplete('not-supported', message, this.#options.clock.now());
  }

  async subscribe(request: StreamRequest): Promise<Undo> {
    this.#mustBeWired().data.instrument(request.symbol);
    return this.#feed.open(request);
  }

  async fetchAccount(): Promise<AccountSnapshot> {
    const { exchange } = this.#mustBeWired();
    return this.#ask(() => ccxtAccount(exchange, this.#identity()));
  }

  async fetchPositions(): Promise<QueryResult<Position>> {
    return ccxtList(this.#options.clock.now(), async () =>
      ccxtPositions(await this.fetchAccount()),
    );
  }

  async fetchOpenOrders(query: {
    readonly scope: 'own' | 'all';
  }): Promise<QueryResult<OrderReport>> {
    return this.#wired?.orders.open(query.scope) ?? this.#absent();
  }

  async fetchOrder(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    return this.#mustBeWired().orders.find(clientOrderId);
  }

  async fetchClosedOrders(query: { readonly since: number }): Promise<QueryResult<OrderReport>> {
    return this.#wired?.orders.closed(query.since) ?? this.#absent();
  }

  async fetchFills({ since }: { readonly since: number }): Promise<QueryResult<Fill>> {
    return this.#wired?.orders.fills(since) ?? this.#absent();
  }

  async previewOrder(): Promise<OrderPreview> {
    throw new TradewrightError('VENUE_NOT_SUPPORTED', `${this.venue} previews no order.`);
  }

  /** The call of ccxt that {@link CcxtTrader.placeOrder} would make; nothing is sent. @throws TradewrightError as it would */
  async describeOrder(intent: OrderIntent): Promise<CcxtCreateOrder> {
    mustBeSendable(intent, this.capabilities);
    return this.#mustBeWired('not-sent').orders.describe(intent);
  }

  async placeOrder(intent: OrderIntent): Promise<OrderReport> {
    mustBeSendable(intent, this.capabilities);
    const report = await this.#mustBeWired('not-sent').orders.place(intent);
    if (report.filled !== '0') void this.#watch.look();
    return report;
  }

  async modifyOrder(): Promise<OrderReport> {
    throw new TradewrightError('VENUE_NOT_SUPPORTED', 'ccxt changes no order in one step.', {
      outcome: 'not-sent',
      hint: 'cancel the order and place another once it has ended',
    });
  }

  async cancelOrder(clientOrderId: string): Promise<void> {
    await this.#mustBeWired('not-sent').orders.cancel(clientOrderId);
    void this.#watch.look();
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

  #ordersOver(exchange: CcxtExchange, data: CcxtMarketData): CcxtOrders {
    const { clock, isOwn, symbols, state, marketSlippagePercent } = this.#options;
    return new CcxtOrders({
      exchange,
      clock,
      isOwn,
      symbols,
      quirks: this.#quirks,
      links: new OrderLinks(state),
      sentIds: new SentIds(state),
      venue: this.venue,
      accountId: this.accountId,
      instrument: (symbol) => data.instrument(symbol),
      slippagePercent: Decimal.from(marketSlippagePercent ?? '2'),
      onSight: (sight) => this.#watch.see(sight),
    });
  }

  #identity(): CcxtIdentity {
    const { baseCurrency, symbols, clock } = this.#options;
    const { venue, accountId, paper } = this;
    const currency = baseCurrency ?? symbols[0]?.split('/')[1] ?? 'USD';
    return { venue, accountId, paper, currency, time: clock.now() };
  }

  #absent<Item>(): QueryResult<Item> {
    const message = `${this.venue} was not connected.`;
    return incomplete('not-connected', message, this.#options.clock.now());
  }

  #mustBeWired(outcome?: 'not-sent'): Wired {
    if (this.#wired !== undefined) return this.#wired;
    throw new TradewrightError('VENUE_NOT_CONNECTED', `${this.venue} was not connected.`, {
      hint: 'call connect() first',
      ...(outcome === undefined ? {} : { outcome }),
    });
  }

  async #ask<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await ccxtQuery(ask);
      this.#lastProof = this.#options.clock.now();
      this.#setState('up');
      return answer;
    } catch (error) {
      const silent = TradewrightError.is(error) && silences.has(error.code);
      if (silent) this.#setState('degraded');
      throw error;
    }
  }

  #setState(state: ChannelState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#emitter.emit('connection', this.connection());
  }
}
