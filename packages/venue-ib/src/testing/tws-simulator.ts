/** A TWS that speaks the real protocol (server version 193) on a loopback socket. @module */
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { buildQuote, type Bar, type Clock, type Quote } from '@tradewright/core';
import { RecordedMarket } from './replay/recorded-market.ts';
import type { WireRecording } from './replay/wire-recording.ts';
import { SimulatedAccount } from './simulated-account.ts';
import { simulatedContracts, type SimulatedContract } from './simulated-contract.ts';
import { SimulatedHistory } from './simulated-history.ts';
import { SimulatedOrders } from './simulated-orders.ts';
import { TwsSession } from './tws-session.ts';

/** Faults of the deck; each is off by default. */
export type TwsFaults = {
  /** Requests of these message ids are swallowed. */
  ignore: ReadonlySet<number>;
  /** Requests of these message ids take effect and are not answered. */
  silent: ReadonlySet<number>;
  /** New connections are dropped at once. */
  unreachable: boolean;
  /** News of orders and executions come twice. */
  duplicateNews: boolean;
  /**
   * When news of a message id are sent, in ms from now, once per entry: `[]` loses them, `[0, 0]`
   * doubles them, `[500]` lets others overtake them.
   */
  newsDelays: (kind: number) => readonly number[];
  /** A commission report comes before its execution. */
  commissionFirst: boolean;
  /** Commission reports are withheld. */
  withholdCommissions: boolean;
  /** The API refuses orders and order queries as a Read-Only API does. */
  readOnly: boolean;
  /** Overrides the next valid id of a new session. */
  nextValidId: number | null;
  /** Account keys carry the `$LEDGER-` prefix. */
  ledgerPrefix: boolean;
  /** New orders are answered with this code and text instead of being taken. */
  refuse: { readonly code: number; readonly text: string } | null;
  /** Text of the advanced-reject field of refusals. */
  advancedReject: string;
};

/** Options of {@link TwsSimulator}. `port` 0 takes a free one. */
export type TwsSimulatorOptions = {
  readonly clock: Clock;
  readonly port?: number;
  readonly accountId?: string;
  readonly baseCurrency?: string;
  readonly cash?: Readonly<Record<string, string>>;
  /** `delayed`: no live subscription. */
  readonly marketData?: 'live' | 'delayed';
  /** The market is this recording's instead of what {@link TwsSimulator.setQuote} says. */
  readonly recording?: WireRecording;
};

/** The simulated venue: market, account, orders and the sessions of its clients. */
export class TwsSimulator {
  readonly clock: Clock;
  readonly account: SimulatedAccount;
  readonly orders: SimulatedOrders;
  readonly history = new SimulatedHistory();
  readonly marketData: 'live' | 'delayed';
  readonly faults: TwsFaults = {
    ignore: new Set(),
    silent: new Set(),
    unreachable: false,
    duplicateNews: false,
    newsDelays: () => [0],
    commissionFirst: false,
    withholdCommissions: false,
    readOnly: false,
    nextValidId: null,
    ledgerPrefix: false,
    advancedReject: '',
    refuse: null,
  };
  /** Reports of companies, XML by `SYMBOL REPORT` such as `BHP/AUD ReportSnapshot`; what is not here is not offered. */
  readonly reports = new Map<string, string>();
  /** Every frame that a client sent, in order: the field lists. */
  readonly received: string[][] = [];
  /** Where a recording stands in for the market; `undefined` for a scripted one. */
  readonly recorded: RecordedMarket | undefined;
  readonly #server: Server;
  readonly #sessions = new Set<TwsSession>();
  readonly #quotes = new Map<number, Quote>();
  readonly #port: number;

  constructor(options: TwsSimulatorOptions) {
    this.clock = options.clock;
    this.marketData = options.marketData ?? 'live';
    this.#port = options.port ?? 0;
    this.recorded =
      options.recording === undefined ? undefined : new RecordedMarket(options.recording);
    this.account = new SimulatedAccount(
      options.accountId ?? 'DU0000001',
      options.baseCurrency ?? 'AUD',
      options.cash ?? { AUD: '250000', USD: '20000' },
    );
    this.orders = new SimulatedOrders({
      clock: this.clock,
      account: this.account,
      contracts: () => this.contracts,
      tell: (news) => {
        for (const session of this.#sessions) session.onOrderNews(news);
      },
    });
    this.#server = createServer((socket) => this.accept(socket.setNoDelay(true)));
  }

  /** Starts to listen on loopback; resolves to the port. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.dropConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Cuts every connection without a goodbye. */
  dropConnections(): void {
    for (const session of this.#sessions) session.destroy();
  }

  /** Sends a notice to every client: without an id such as 1100, or about a request or an order. */
  notice(code: number, text: string, id: number | string = -1): void {
    for (const session of this.#sessions) session.error(id, code, text);
  }

  /** Sends raw bytes to every client, for hostile frames. */
  raw(bytes: Buffer): void {
    for (const session of this.#sessions) session.raw(bytes);
  }

  /** Everything that can be traded here. */
  get contracts(): readonly SimulatedContract[] {
    return this.recorded?.contracts ?? simulatedContracts;
  }

  contract(symbol: string): SimulatedContract {
    const found = this.contracts.find(
      (contract) => `${contract.symbol}/${contract.currency}` === symbol,
    );
    if (found === undefined) throw new RangeError(`${symbol} is not in this market`);
    return found;
  }

  /** The market moves: clients with a data line see it and orders match. */
  setQuote(symbol: string, parts: Partial<Quote>): void {
    const contract = this.contract(symbol);
    const empty = {
      symbol,
      venue: 'IB',
      bid: null,
      ask: null,
      bidSize: null,
      askSize: null,
      last: null,
      volume: null,
      delayed: false,
      venueTime: null,
    };
    const quote = buildQuote({
      ...empty,
      ...this.#quotes.get(contract.conId),
      ...parts,
      receivedTime: this.clock.now(),
    });
    this.#quotes.set(contract.conId, quote);
    for (const session of this.#sessions) session.onQuote(contract.conId, quote);
    this.orders.onQuote(contract.conId, quote);
  }

  quoteOf(conId: number): Quote | undefined {
    return this.#quotes.get(conId);
  }

  /** Gives a contract its past. */
  setBars(symbol: string, bars: readonly Bar[]): void {
    this.history.set(this.contract(symbol).conId, bars);
  }

  /** A bar has ended: its last trade is printed, streams of bars and trades tell it. */
  addBar(symbol: string, bar: Bar): void {
    const { conId } = this.contract(symbol);
    const print = { time: this.clock.now(), price: bar.close, size: 100 };
    this.history.append(conId, bar, print);
    for (const session of this.#sessions) session.onBar(conId, print);
  }

  /** The recording goes on to the clock's time: what is due is sent, orders meet its quotes. */
  advanceRecording(): void {
    this.recorded?.advance(this.clock.now(), (conId, quote) => {
      this.#quotes.set(conId, quote);
      this.orders.onQuote(conId, quote);
    });
  }

  /** The session of a symbol is over: its DAY orders expire. */
  endDay(symbol: string): void {
    this.orders.onTime(this.contract(symbol).conId, true);
  }

  has(symbol: string): boolean {
    return this.contracts.some((known) => `${known.symbol}/${known.currency}` === symbol);
  }

  /** True when a session other than `own` has this client id. */
  hasClient(clientId: number, own: TwsSession): boolean {
    return [...this.#sessions].some((session) => session !== own && session.clientId === clientId);
  }

  /** Takes in a connection that came another way than over the listener, such as one end of an in-process pair. */
  accept(socket: Duplex): void {
    if (this.faults.unreachable) return void socket.destroy();
    const session = new TwsSession(this, socket);
    this.#sessions.add(session);
    socket.on('close', () => this.#sessions.delete(session));
  }
}
