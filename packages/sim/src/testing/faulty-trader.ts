/** Any trader behind a bad line. @module */
import type {
  Absent,
  AccountSnapshot,
  BarSeries,
  BarsRequest,
  BaseTrader,
  Clock,
  ConnectionState,
  Fill,
  Found,
  Instrument,
  OrderBook,
  OrderChange,
  OrderIntent,
  OrderPreview,
  OrderReport,
  Position,
  QueryResult,
  Quote,
  Random,
  StreamRequest,
  Trade,
  TraderCapabilities,
  TraderEvents,
  Undo,
} from '@tradewright/core';
import { TraderEmitter } from '@tradewright/venue-kit';
import { CallFaults } from './call-faults.ts';
import { EventFaults } from './event-faults.ts';
import { FaultDice } from './fault-dice.ts';
import type { FaultCounts, FaultRates } from './fault-rates.ts';
import type { PortMoment } from './port-moment.ts';

/** What a {@link FaultyTrader} is made of; what is optional has the default named beside it. */
export type FaultyTraderOptions = {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly random: Random;
  /** None. */
  readonly rates?: FaultRates;
  /** 5 s: longest delay of what is late. */
  readonly delayMs?: number;
  /** 0: how long the caller waits before an outcome is unknown or a query has failed. */
  readonly timeoutMs?: number;
  /** Never. True kills the process at that moment, see {@link FaultyTrader.crash}. */
  readonly crashes?: (moment: PortMoment) => boolean;
  /** Told once, when the process has died. */
  readonly onCrash?: () => void;
};

const eventNames: readonly (keyof TraderEvents)[] = [
  'quote',
  'book',
  'trade',
  'bar',
  'order',
  'fill',
  'commission',
  'account',
  'connection',
  'order-elsewhere',
  'order-id-change',
];

/**
 * Passes every call and event on to a trader, with faults drawn from a seed: the same seed over the
 * same calls gives the same faults. Delays run on the given clock.
 */
export class FaultyTrader implements BaseTrader {
  readonly #inner: BaseTrader;
  readonly #options: FaultyTraderOptions;
  readonly #dice: FaultDice;
  readonly #events: EventFaults;
  readonly #calls: CallFaults;
  readonly #emitter = new TraderEmitter();
  readonly #undo: readonly Undo[];
  #dead = false;
  #cut = false;
  #cuts = 0;

  constructor(options: FaultyTraderOptions) {
    this.#inner = options.trader;
    this.#options = options;
    this.#dice = new FaultDice(options.random, options.rates ?? {});
    const { clock, delayMs = 5_000, timeoutMs = 0 } = options;
    const shared = { clock, delayMs, dice: this.#dice };
    this.#events = new EventFaults({
      ...shared,
      emit: (name, payload) => {
        if (!this.#dead && !this.#cut) this.#emitter.emit(name, payload);
      },
    });
    this.#calls = new CallFaults({
      ...shared,
      timeoutMs,
      crashes: (moment) => this.#crashes(moment),
      isDead: () => this.#dead,
      isCut: () => this.#cut,
    });
    this.#undo = eventNames.map((name) =>
      this.#inner.on(name, (payload) => {
        if (!this.#cut) this.#events.send(name, payload);
      }),
    );
  }

  get venue(): string {
    return this.#inner.venue;
  }

  get capabilities(): TraderCapabilities {
    return this.#inner.capabilities;
  }

  get accountId(): string {
    return this.#inner.accountId;
  }

  get paper(): boolean {
    return this.#inner.paper;
  }

  /** What has happened so far. */
  get faults(): FaultCounts {
    return this.#dice.counts;
  }

  setRates(rates: FaultRates): void {
    this.#dice.setRates(rates);
  }

  /** Ends all faults and mends the line; what is on its way still arrives. */
  heal(): void {
    this.#dice.setRates({});
    this.mend();
    this.#events.release();
  }

  /** Cuts the line: nothing leaves and no event arrives until {@link FaultyTrader.mend}. */
  cut(): void {
    if (this.#cut) return;
    this.#dice.count('cut');
    this.#cut = true;
    this.#cuts += 1;
    this.#emitter.emit('connection', this.connection());
  }

  /** Brings the line back with a new epoch. */
  mend(): void {
    if (!this.#cut) return;
    this.#cut = false;
    this.#emitter.emit('connection', this.connection());
  }

  /**
   * Kills the bot's side: no call that is under way comes back, no event is told any more. The venue
   * lives on, and so does a command that is late. A new wrapper around the same trader is the restart.
   */
  crash(): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#dice.count('crash');
    this.#events.clear();
    for (const undo of this.#undo) undo();
    this.#options.onCrash?.();
  }

  connect(): Promise<void> {
    return this.#calls.plain('connect', () => this.#inner.connect());
  }

  close(): Promise<void> {
    return this.#calls.plain('close', () => this.#inner.close());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  connection(): ConnectionState {
    const state = this.#inner.connection();
    const epoch = state.epoch + this.#cuts;
    if (!this.#cut) return { ...state, epoch };
    return { ...state, epoch, socket: 'down', broker: 'down', data: 'down' };
  }

  async maybeReconnect(): Promise<boolean> {
    return this.#calls.plain('maybeReconnect', async () =>
      this.#cut ? false : this.#inner.maybeReconnect(),
    );
  }

  loadInstrument(symbol: string): Promise<Instrument> {
    return this.#calls.single('loadInstrument', () => this.#inner.loadInstrument(symbol));
  }

  fetchQuote(symbol: string): Promise<Quote> {
    return this.#calls.single('fetchQuote', () => this.#inner.fetchQuote(symbol));
  }

  fetchOrderBook(symbol: string, depth: number): Promise<OrderBook> {
    return this.#calls.single('fetchOrderBook', () => this.#inner.fetchOrderBook(symbol, depth));
  }

  fetchBars(request: BarsRequest): Promise<BarSeries> {
    return this.#calls.single('fetchBars', () => this.#inner.fetchBars(request));
  }

  fetchTrades(symbol: string, limit: number): Promise<QueryResult<Trade>> {
    return this.#calls.list('fetchTrades', () => this.#inner.fetchTrades(symbol, limit));
  }

  subscribe(request: StreamRequest): Promise<Undo> {
    return this.#calls.single('subscribe', () => this.#inner.subscribe(request));
  }

  fetchAccount(): Promise<AccountSnapshot> {
    return this.#calls.single('fetchAccount', () => this.#inner.fetchAccount());
  }

  fetchPositions(): Promise<QueryResult<Position>> {
    return this.#calls.list('fetchPositions', () => this.#inner.fetchPositions());
  }

  fetchOpenOrders(query: { readonly scope: 'own' | 'all' }): Promise<QueryResult<OrderReport>> {
    return this.#calls.list('fetchOpenOrders', () => this.#inner.fetchOpenOrders(query));
  }

  fetchOrder(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    return this.#calls.single('fetchOrder', () => this.#inner.fetchOrder(clientOrderId));
  }

  fetchClosedOrders(query: { readonly since: number }): Promise<QueryResult<OrderReport>> {
    return this.#calls.list('fetchClosedOrders', () => this.#inner.fetchClosedOrders(query));
  }

  fetchFills(query: { readonly since: number }): Promise<QueryResult<Fill>> {
    return this.#calls.list('fetchFills', async () => {
      const result = await this.#inner.fetchFills(query);
      if (result.kind === 'incomplete') return result;
      return { ...result, items: result.items.map((fill) => this.#asKnown(fill)) };
    });
  }

  previewOrder(intent: OrderIntent): Promise<OrderPreview> {
    return this.#calls.single('previewOrder', () => this.#inner.previewOrder(intent));
  }

  placeOrder(intent: OrderIntent): Promise<OrderReport> {
    return this.#calls.command('placeOrder', () => this.#inner.placeOrder(intent));
  }

  modifyOrder(clientOrderId: string, change: OrderChange): Promise<OrderReport> {
    return this.#calls.command('modifyOrder', () => this.#inner.modifyOrder(clientOrderId, change));
  }

  cancelOrder(clientOrderId: string): Promise<void> {
    return this.#calls.command('cancelOrder', () => this.#inner.cancelOrder(clientOrderId));
  }

  cancelAllOrders(query: { readonly scope: 'own' | 'all' }): Promise<void> {
    return this.#calls.command('cancelAllOrders', () => this.#inner.cancelAllOrders(query));
  }

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    return this.#emitter.on(name, handler);
  }

  #crashes(moment: PortMoment): boolean {
    if (this.#options.crashes?.(moment) !== true) return false;
    this.crash();
    return true;
  }

  /** The venue reports a commission in its lists once it has told it as an event. */
  #asKnown(fill: Fill): Fill {
    if (!this.#events.isWithheld(fill.fillId)) return fill;
    return { ...fill, commission: null, commissionCurrency: null };
  }
}
