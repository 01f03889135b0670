/** Interactive Brokers behind {@link BaseTrader}: this file only wires. @module */
import { MarketDataType, type IBApi } from '@stoqey/ib';
import {
  isOwnClientOrderId,
  type AccountSnapshot,
  type BarSeries,
  type BarsRequest,
  type BaseTrader,
  type ConnectionState,
  type Fill,
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
  type TraderEvents,
  type Absent,
  type Found,
  type Undo,
} from '@tradewright/core';
import { TraderEmitter } from '@tradewright/venue-kit';
import { AccountEvents } from './account-events.ts';
import { chooseAccount, isPaperAccount } from './account/choose-account.ts';
import { fetchAccount, fetchPositions, type AccountFacts } from './account/fetch-account.ts';
import type { IBNotice } from './connection/connection-events.ts';
import { IBConnectionManager } from './connection/ib-connection-manager.ts';
import { ContractResolver } from './contracts/contract-resolver.ts';
import { startOfDay } from './contracts/time-zone.ts';
import { ibCapabilities } from './ib-capabilities.ts';
import { withDefaults, type IBTraderOptions, type IBTraderSettings } from './ib-trader-options.ts';
import { MarketDesk } from './market/market-desk.ts';
import { previewOrder } from './orders/preview-order.ts';
import { cancelOwnOrders } from './orders/cancel-own-orders.ts';
import { cancelWholeAccount } from './orders/cancel-whole-account.ts';
import { throwAsNotSent } from './orders/command-errors.ts';
import { describeOrder, type DescribedOrder } from './orders/describe-order.ts';
import { KnownOrders, type KnownOrder } from './orders/known-orders.ts';
import { OrderDesk } from './orders/order-desk.ts';
import { OrderQueries } from './orders/order-queries.ts';
import { ownSymbol } from './orders/own-symbol.ts';
import { refuseOnDelayed } from './orders/trade-on-delayed.ts';

/** One IB account through TWS or IB Gateway. */
export class IBTrader implements BaseTrader {
  readonly venue = 'IB';
  readonly capabilities = ibCapabilities;
  readonly #settings: IBTraderSettings;
  readonly #manager: IBConnectionManager;
  readonly #contracts: ContractResolver;
  readonly #known: KnownOrders;
  readonly #desk: OrderDesk;
  readonly #queries: OrderQueries;
  readonly #market: MarketDesk;
  readonly #emitter = new TraderEmitter();
  readonly #events: AccountEvents;
  #accountId = '';

  constructor(options: IBTraderOptions) {
    const settings = withDefaults(options);
    const { clock, store, clientId } = settings;
    const now = (): number => clock.now();
    this.#settings = settings;
    this.#manager = settings.connection ?? new IBConnectionManager(settings);
    this.#contracts = new ContractResolver(this.#manager, {
      ...settings,
      allowedTypes: settings.allowedInstrumentTypes,
    });
    this.#known = new KnownOrders(store, clientId, (id) =>
      isOwnClientOrderId(settings.clientOrderPrefix, id),
    );
    this.#desk = new OrderDesk({
      connection: this.#manager,
      known: this.#known,
      clock,
      ackTimeoutMs: settings.ackTimeoutMs,
    });
    this.#events = new AccountEvents({
      emitter: this.#emitter,
      known: this.#known,
      accountId: () => this.#accountId,
      now,
      zone: settings.gatewayTimeZone,
      onOwnOrder: (known) => this.#onOwnOrder(known),
    });
    this.#market = new MarketDesk({
      connection: this.#manager,
      clock,
      emitter: this.#emitter,
      resolve: (symbol) => this.#contracts.resolve(symbol),
      quoteTimeoutMs: settings.quoteTimeoutMs,
      marketDataLines: settings.marketDataLines,
    });
    this.#queries = new OrderQueries({
      connection: this.#manager,
      known: this.#known,
      now,
      dayStart: () => this.#dayStart(),
      finishFill: (fill) => this.#events.withCommission(fill),
      parseFill: (contract, execution) => this.#events.parseFill(contract, execution, 'recovered'),
    });
    this.#manager.use({
      attach: (api) => this.#attach(api),
      ready: () => void this.#onReady(),
      lost: () => this.#desk.onLost(),
      state: (state) => this.#emitter.emit('connection', state),
      notice: (notice) => this.#onNotice(notice),
    });
  }

  get accountId(): string {
    return this.#accountId;
  }

  get paper(): boolean {
    return this.#accountId === '' ? this.#settings.paper : isPaperAccount(this.#accountId);
  }

  /** The session below, for health checks and own read requests. */
  get manager(): IBConnectionManager {
    return this.#manager;
  }

  async connect(): Promise<void> {
    await this.#manager.start();
    try {
      this.#accountId = chooseAccount(this.#manager.accounts, this.#settings);
    } catch (cause) {
      this.#manager.stop();
      throw cause;
    }
    // A Read-Only API shows itself by refusing this question: no order byte is needed to learn it.
    await this.#queries.open('own');
  }

  async close(): Promise<void> {
    this.#market.close();
    this.#manager.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  connection(): ConnectionState {
    return this.#manager.state;
  }

  async maybeReconnect(): Promise<boolean> {
    if (!this.#manager.isReady) await this.#manager.reconnectNow().catch(() => undefined);
    return this.#manager.isReady;
  }

  async loadInstrument(symbol: string): Promise<Instrument> {
    return (await this.#contracts.load(symbol)).instrument;
  }

  fetchQuote(symbol: string): Promise<Quote> {
    return this.#market.fetchQuote(symbol);
  }

  fetchOrderBook(symbol: string, depth: number): Promise<OrderBook> {
    return this.#market.fetchOrderBook(symbol, depth);
  }

  fetchBars(request: BarsRequest): Promise<BarSeries> {
    return this.#market.fetchBars(request);
  }

  fetchTrades(symbol: string, limit: number): Promise<QueryResult<Trade>> {
    return this.#market.fetchTrades(symbol, limit);
  }

  subscribe(request: StreamRequest): Promise<Undo> {
    return this.#market.subscribe(request);
  }

  fetchAccount(): Promise<AccountSnapshot> {
    return fetchAccount(this.#manager, this.#accountFacts());
  }

  fetchPositions(): Promise<QueryResult<Position>> {
    return fetchPositions(this.#manager, this.#accountFacts());
  }

  fetchOpenOrders({ scope }: { readonly scope: 'own' | 'all' }): Promise<QueryResult<OrderReport>> {
    return this.#queries.open(scope);
  }

  fetchOrder(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    return this.#queries.find(clientOrderId);
  }

  /** IB gives no end time that is safe to filter by, so `since` does not shorten the answer. */
  fetchClosedOrders(): Promise<QueryResult<OrderReport>> {
    return this.#queries.completed();
  }

  fetchFills({ since }: { readonly since: number }): Promise<QueryResult<Fill>> {
    return this.#queries.fills(since);
  }

  async previewOrder(intent: OrderIntent): Promise<OrderPreview> {
    const resolved = await this.#contracts.resolve(intent.symbol);
    return previewOrder(this.#manager, intent, resolved, this.#accountId);
  }

  /** The order as {@link IBTrader.placeOrder} would send it; nothing is sent. @throws TradewrightError `ORDER_INVALID`, `SYMBOL_*`, `VENUE_*` */
  async describeOrder(intent: OrderIntent): Promise<DescribedOrder> {
    return describeOrder(intent, await this.#contracts.resolve(intent.symbol), this.#accountId);
  }

  async placeOrder(intent: OrderIntent): Promise<OrderReport> {
    // A known contract sends the order within the caller's turn.
    const resolved =
      this.#contracts.known(intent.symbol) ??
      (await this.#contracts.resolve(intent.symbol).catch(throwAsNotSent));
    const { tradeOnDelayed = this.paper } = this.#settings;
    refuseOnDelayed(intent, this.#market.latest(intent.symbol), tradeOnDelayed);
    return this.#desk.place(intent, resolved, this.#accountId);
  }

  async modifyOrder(clientOrderId: string, change: OrderChange): Promise<OrderReport> {
    const symbol = await ownSymbol(clientOrderId, this.#queries, this.#desk);
    return this.#desk.modify(clientOrderId, change, await this.#contracts.resolve(symbol));
  }

  async cancelOrder(clientOrderId: string): Promise<void> {
    if (this.#manager.isReady && this.#known.orderIdOf(clientOrderId) === undefined)
      await this.#queries.open('own');
    await this.#desk.cancel(clientOrderId);
  }

  async cancelAllOrders({ scope }: { readonly scope: 'own' | 'all' }): Promise<void> {
    if (scope === 'all') return cancelWholeAccount(this.#manager);
    await cancelOwnOrders(this.#queries, this.#desk);
  }

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    return this.#emitter.on(name, handler);
  }

  #attach(api: IBApi): void {
    this.#market.attach(api);
    this.#events.attach(api);
  }

  /** What happened while nobody listened is asked for; the engine's resync asks again in full. */
  async #onReady(): Promise<void> {
    if (this.#accountId !== '' && !this.#manager.accounts.includes(this.#accountId))
      return this.#manager.stop();
    const type =
      this.#settings.marketData === 'live' ? MarketDataType.REALTIME : MarketDataType.DELAYED;
    this.#manager.send(
      'query',
      (api) => api.reqMarketDataType(type),
      () => undefined,
    );
    this.#market.reopen();
    this.#contracts.forget();
    await this.#queries.open('all');
    await this.#queries.fills(this.#dayStart());
  }

  #onNotice(notice: IBNotice): void {
    this.#desk.onNotice(notice);
    this.#market.onNotice(notice);
    if (notice.code === 1101) this.#market.reopen();
    if (notice.code === 1101 || notice.code === 1102)
      void this.#queries.open('all').then(() => this.#queries.fills(this.#dayStart()));
  }

  #onOwnOrder({ key, orderId, status }: KnownOrder): void {
    if (key !== `${this.#settings.clientId}:${orderId}`) return;
    this.#manager.ids.sawUsed(orderId);
    this.#desk.onOrder(orderId, status);
  }

  #accountFacts(): AccountFacts {
    return {
      accountId: this.#accountId,
      paper: this.paper,
      baseCurrency: this.#settings.baseCurrency,
      now: () => this.#settings.clock.now(),
    };
  }

  #dayStart(): number {
    return startOfDay(this.#settings.clock.now(), this.#settings.gatewayTimeZone);
  }
}
