/**
 * Interactive Brokers behind {@link BaseTrader}: this file only wires.
 *
 * @module
 */
import {
  EventName,
  MarketDataType,
  type CommissionReport,
  type Contract,
  type Execution,
  type IBApi,
} from '@stoqey/ib';
import {
  incomplete,
  isOwnClientOrderId,
  TradewrightError,
  type AccountSnapshot,
  type BarSeries,
  type BarsRequest,
  type BaseTrader,
  type Commission,
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
import { Temporal } from 'temporal-polyfill';
import { chooseAccount, isPaperAccount } from './account/choose-account.ts';
import { fetchAccount, fetchPositions, type AccountFacts } from './account/fetch-account.ts';
import type { IBNotice } from './connection/connection-events.ts';
import { IBConnectionManager } from './connection/ib-connection-manager.ts';
import { ContractResolver } from './contracts/contract-resolver.ts';
import { ibCapabilities } from './ib-capabilities.ts';
import { withDefaults, type IBTraderOptions, type IBTraderSettings } from './ib-trader-options.ts';
import { fetchBars } from './market/fetch-bars.ts';
import { fetchBook } from './market/fetch-book.ts';
import { fetchQuote } from './market/fetch-quote.ts';
import { QuoteLines } from './market/quote-lines.ts';
import { previewOrder } from './orders/preview-order.ts';
import { KnownOrders, type KnownOrder } from './orders/known-orders.ts';
import { OrderDesk } from './orders/order-desk.ts';
import { attachOrderNews, OrderQueries } from './orders/order-queries.ts';
import { parseCommission, parseExecution } from './orders/parse-execution.ts';

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
  readonly #lines: QuoteLines;
  readonly #emitter = new TraderEmitter();
  readonly #seenFills = new Set<string>();
  readonly #commissions = new Map<string, Commission>();
  readonly #lastTold = new Map<string, string>();
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
    this.#lines = new QuoteLines(this.#manager, now);
    this.#queries = new OrderQueries({
      connection: this.#manager,
      known: this.#known,
      now,
      dayStart: () => this.#dayStart(),
      parseFill: (contract, execution) => this.#parseFill(contract, execution, 'recovered'),
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

  /** The session below, for health checks and a library user's own read requests. */
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
    return (await this.#contracts.resolve(symbol)).instrument;
  }

  async fetchQuote(symbol: string): Promise<Quote> {
    const resolved = await this.#contracts.resolve(symbol);
    const { clock, quoteTimeoutMs } = this.#settings;
    return fetchQuote(resolved, { lines: this.#lines, clock, timeoutMs: quoteTimeoutMs });
  }

  async fetchOrderBook(symbol: string, depth: number): Promise<OrderBook> {
    return fetchBook(
      this.#manager,
      this.#settings.clock,
      await this.#contracts.resolve(symbol),
      depth,
    );
  }

  async fetchBars(request: BarsRequest): Promise<BarSeries> {
    return fetchBars(this.#manager, await this.#contracts.resolve(request.symbol), request);
  }

  fetchTrades(symbol: string): Promise<QueryResult<Trade>> {
    return Promise.resolve(
      incomplete(
        'not-supported',
        `Public trades of ${symbol} were not asked for: IB's are not offered here.`,
        this.#settings.clock.now(),
      ),
    );
  }

  async subscribe({ stream, symbol }: StreamRequest): Promise<Undo> {
    if (stream !== 'quote')
      throw new TradewrightError(
        'VENUE_NOT_SUPPORTED',
        `The stream was ${stream}, which IB does not offer here.`,
        { hint: 'subscribe to quote' },
      );
    return this.#lines.read(await this.#contracts.resolve(symbol), (quote) =>
      this.#emitter.emit('quote', quote),
    );
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

  async fetchOrder(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    const asOf = this.#settings.clock.now();
    for (const answer of [await this.#queries.open('all'), await this.#queries.completed()]) {
      const item =
        answer.kind === 'complete'
          ? answer.items.find((report) => report.clientOrderId === clientOrderId)
          : answer.partial.find((report) => report.clientOrderId === clientOrderId);
      if (item !== undefined) return { kind: 'found', item };
      if (answer.kind === 'incomplete')
        throw new TradewrightError(
          'VENUE_BAD_ANSWER',
          `Whether ${clientOrderId} exists was not known: ${answer.message}`,
          { hint: 'ask again when the connection is up' },
        );
    }
    return { kind: 'absent', asOf };
  }

  /** IB gives no end time that is safe to filter by, so `since` does not shorten the answer. */
  fetchClosedOrders(): Promise<QueryResult<OrderReport>> {
    return this.#queries.completed();
  }

  async fetchFills({ since }: { readonly since: number }): Promise<QueryResult<Fill>> {
    const result = await this.#queries.fills(since);
    return result.kind === 'complete'
      ? { ...result, items: result.items.map((fill) => this.#withCommission(fill)) }
      : { ...result, partial: result.partial.map((fill) => this.#withCommission(fill)) };
  }

  async previewOrder(intent: OrderIntent): Promise<OrderPreview> {
    const resolved = await this.#contracts.resolve(intent.symbol);
    return previewOrder(this.#manager, intent, resolved, this.#accountId);
  }

  async placeOrder(intent: OrderIntent): Promise<OrderReport> {
    const resolved = await this.#contracts.resolve(intent.symbol).catch((cause: unknown) => {
      throw asNotSent(cause);
    });
    return this.#desk.place(intent, resolved, this.#accountId);
  }

  async modifyOrder(clientOrderId: string, change: OrderChange): Promise<OrderReport> {
    if (this.#ownReport(clientOrderId) === undefined) await this.#queries.open('own');
    const report = this.#ownReport(clientOrderId);
    if (report === undefined)
      throw new TradewrightError('ORDER_NOT_FOUND', `No open order ${clientOrderId} was known.`, {
        outcome: 'not-sent',
        hint: 'list the open orders',
      });
    return this.#desk.modify(clientOrderId, change, await this.#contracts.resolve(report.symbol));
  }

  async cancelOrder(clientOrderId: string): Promise<void> {
    if (this.#manager.isReady && this.#known.orderIdOf(clientOrderId) === undefined)
      await this.#queries.open('own');
    await this.#desk.cancel(clientOrderId);
  }

  async cancelAllOrders({ scope }: { readonly scope: 'own' | 'all' }): Promise<void> {
    if (scope === 'all') {
      await new Promise<void>((resolve, reject) =>
        this.#manager.send(
          'cancel',
          (api) => {
            api.reqGlobalCancel({
              manualOrderCancelTime: '',
              extOperator: '',
              manualOrderIndicator: 2_147_483_647,
            } as never);
            resolve();
          },
          () =>
            reject(
              new TradewrightError(
                'ORDER_NOT_SENT',
                'The global cancel was not sent: IB was not connected.',
                { outcome: 'not-sent' },
              ),
            ),
        ),
      );
      return;
    }
    const open = await this.#queries.open('own');
    if (open.kind === 'incomplete')
      throw new TradewrightError(
        'ORDER_UNKNOWN_OUTCOME',
        `Own open orders were not known: ${open.message}`,
        { outcome: 'not-sent', hint: 'try again when the connection is up' },
      );
    await Promise.all(
      open.items.map((report) =>
        report.clientOrderId === null ? undefined : this.#desk.cancel(report.clientOrderId),
      ),
    );
  }

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    return this.#emitter.on(name, handler);
  }

  #attach(api: IBApi): void {
    this.#lines.attach(api);
    attachOrderNews(api, this.#known, {
      order: (known) => this.#onOrder(known),
      execution: (_reqId, contract, execution) => this.#onExecution(contract, execution),
    });
    api.on(EventName.commissionReport, (report: CommissionReport) => this.#onCommission(report));
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
    this.#lines.reopen();
    this.#contracts.forget();
    await this.#queries.open('all');
    await this.#queries.fills(this.#dayStart());
  }

  #onNotice(notice: IBNotice): void {
    this.#desk.onNotice(notice);
    if (notice.code === 1101) this.#lines.reopen();
    if (notice.code === 1101 || notice.code === 1102)
      void this.#queries.open('all').then(() => this.#queries.fills(this.#dayStart()));
  }

  #onOrder(known: KnownOrder): void {
    this.#manager.ids.sawUsed(
      known.key.startsWith(`${this.#settings.clientId}:`) ? known.orderId : 0,
    );
    const report = this.#known.report(known, this.#settings.clock.now());
    if (report === undefined) return;
    const previous = this.#lastTold.get(known.key);
    const told = JSON.stringify({ ...report, receivedTime: 0 });
    if (told !== previous) {
      this.#lastTold.set(known.key, told);
      this.#emitter.emit(report.foreign ? 'order-elsewhere' : 'order', report);
      this.#tellIdChange(previous, report);
    }
    if (known.key === `${this.#settings.clientId}:${known.orderId}`)
      this.#desk.onOrder(known.orderId, known.status);
  }

  #tellIdChange(previous: string | undefined, report: OrderReport): void {
    const from = previous === undefined ? null : (JSON.parse(previous) as OrderReport).venueOrderId;
    const to = report.venueOrderId;
    if (from !== null && to !== null && from !== to)
      this.#emitter.emit('order-id-change', { clientOrderId: report.clientOrderId, from, to });
  }

  #onExecution(contract: Contract, execution: Execution): void {
    const fill = this.#parseFill(contract, execution, 'live');
    if (fill === undefined || fill.accountId !== this.#accountId) return;
    const key = `${fill.fillId}.${fill.revision}`;
    if (this.#seenFills.has(key)) return;
    this.#seenFills.add(key);
    this.#emitter.emit('fill', this.#withCommission(fill));
  }

  #onCommission(report: CommissionReport): void {
    const commission = parseCommission(report, this.#accountId, this.#settings.clock.now());
    if (commission === undefined) return;
    const key = `${commission.fillId}.${commission.revision}`;
    const known = this.#commissions.get(key);
    this.#commissions.set(key, commission);
    if (known?.commission !== commission.commission) this.#emitter.emit('commission', commission);
  }

  #parseFill(
    contract: Contract,
    execution: Execution,
    provenance: 'live' | 'recovered',
  ): Fill | undefined {
    return parseExecution(contract, execution, {
      clientOrderId: this.#known.clientOrderIdOf(execution),
      provenance,
      receivedTime: this.#settings.clock.now(),
      zone: this.#settings.gatewayTimeZone,
    });
  }

  #withCommission(fill: Fill): Fill {
    const known = this.#commissions.get(`${fill.fillId}.${fill.revision}`);
    return known === undefined
      ? fill
      : { ...fill, commission: known.commission, commissionCurrency: known.currency };
  }

  #ownReport(clientOrderId: string): OrderReport | undefined {
    const orderId = this.#known.orderIdOf(clientOrderId);
    const own = orderId === undefined ? undefined : this.#known.ownByOrderId(orderId);
    return own === undefined ? undefined : this.#known.report(own, this.#settings.clock.now());
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
    const now = Temporal.Instant.fromEpochMilliseconds(this.#settings.clock.now());
    return now.toZonedDateTimeISO(this.#settings.gatewayTimeZone).startOfDay().epochMilliseconds;
  }
}

function asNotSent(cause: unknown): unknown {
  if (!TradewrightError.is(cause) || cause.outcome !== undefined) return cause;
  return new TradewrightError(cause.code, cause.message, {
    cause,
    outcome: 'not-sent',
    facts: cause.facts,
    ...(cause.hint === undefined ? {} : { hint: cause.hint }),
  });
}
