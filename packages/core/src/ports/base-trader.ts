/** The venue contract: what every venue account can do (DESIGN §4). @module */
import type { AccountSnapshot, Position } from '../domain/account.ts';
import type { Commission, Fill } from '../domain/fill.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { BarSeries, OrderBook, Timeframe, Trade } from '../domain/market-data.ts';
import type { OrderPreview, OrderReport } from '../domain/order-report.ts';
import type { OrderChange, OrderIntent } from '../domain/order-request.ts';
import type { OrderType, TimeInForce } from '../domain/order-terms.ts';
import type { Absent, Found, QueryResult } from '../domain/query-result.ts';
import type { Quote } from '../domain/quote.ts';
import type { Undo } from './clock.ts';

/** State of one channel. `unknown` before the first proof. */
export type ChannelState = 'up' | 'degraded' | 'down' | 'unknown';

/**
 * Connection in three channels, each with its proof of life: the socket to the venue's gate, the
 * gate's own link to the venue, and the market data behind it. `epoch` rises with each new
 * connection; `lastProof` is our clock when something last arrived.
 */
export type ConnectionState = {
  readonly socket: ChannelState;
  readonly broker: ChannelState;
  readonly data: ChannelState;
  readonly epoch: number;
  readonly lastProof: number | null;
  readonly message: string | null;
};

/** What exists at this venue. Streams and brackets that are false are refused, never emulated silently. */
export type TraderCapabilities = {
  readonly orderTypes: readonly OrderType[];
  readonly timesInForce: readonly TimeInForce[];
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly shortSelling: boolean;
  readonly brackets: boolean;
  readonly modify: boolean;
  readonly staging: boolean;
  readonly preview: boolean;
  readonly publicTrades: boolean;
  /** True where a trade in a currency pair moves the cash of both currencies, so that its position is no money beside them. */
  readonly pairsAreCash?: boolean;
  readonly streams: readonly StreamName[];
  readonly timeframes: readonly Timeframe[];
};

/** Streams a venue may offer. */
export type StreamName = 'quote' | 'book' | 'trade' | 'bar';

/** What to stream. `timeframe` belongs to `bar`. */
export type StreamRequest = {
  readonly stream: StreamName;
  readonly symbol: string;
  readonly timeframe?: Timeframe;
};

/** What to fetch as bars; the newest are kept when `limit` cuts. `since` is ms UTC. */
export type BarsRequest = {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly limit: number;
  readonly since?: number;
};

/** The venue replaced an order's id (IB permId, cancel-and-replace). */
export type OrderIdChange = {
  readonly clientOrderId: string | null;
  readonly from: string;
  readonly to: string;
};

/** Events of a trader and their payloads. Handlers must not throw and must not wait. */
export type TraderEvents = {
  quote: Quote;
  book: OrderBook;
  trade: Trade;
  bar: {
    readonly symbol: string;
    readonly timeframe: Timeframe;
    readonly bar: BarSeries['bars'][number];
  };
  order: OrderReport;
  fill: Fill;
  commission: Commission;
  account: AccountSnapshot;
  connection: ConnectionState;
  'order-elsewhere': OrderReport;
  'order-id-change': OrderIdChange;
};

/**
 * One account at one venue.
 *
 * List queries resolve to `Complete | Incomplete` and never reject for a venue reason. Single-item
 * queries and commands reject with a `TradewrightError`; a failed command carries its outcome
 * (`not-sent`, `refused`, `unknown`). No implementation retries `placeOrder`.
 */
export interface BaseTrader extends AsyncDisposable {
  readonly venue: string;
  readonly capabilities: TraderCapabilities;
  /** Account this trader speaks for; empty before `connect`. */
  readonly accountId: string;
  /** True for paper, sandbox, simulator and playback accounts. */
  readonly paper: boolean;

  /** Resolves when the venue answered and the account is known. @throws TradewrightError `VENUE_*` */
  connect(): Promise<void>;
  close(): Promise<void>;
  connection(): ConnectionState;
  /** Reconnects when down, at most once per cool-down; resolves to whether the venue is up afterwards. */
  maybeReconnect(): Promise<boolean>;

  /** @throws TradewrightError `SYMBOL_UNKNOWN`, `VENUE_*` */
  loadInstrument(symbol: string): Promise<Instrument>;
  fetchQuote(symbol: string): Promise<Quote>;
  fetchOrderBook(symbol: string, depth: number): Promise<OrderBook>;
  fetchBars(request: BarsRequest): Promise<BarSeries>;
  fetchTrades(symbol: string, limit: number): Promise<QueryResult<Trade>>;
  /** Starts a stream; the result ends it. One stream per instrument is shared by all readers. */
  subscribe(request: StreamRequest): Promise<Undo>;

  fetchAccount(): Promise<AccountSnapshot>;
  fetchPositions(): Promise<QueryResult<Position>>;
  fetchOpenOrders(query: { readonly scope: 'own' | 'all' }): Promise<QueryResult<OrderReport>>;
  /** @throws TradewrightError when the venue could not be asked; absence is a value. */
  fetchOrder(clientOrderId: string): Promise<Found<OrderReport> | Absent>;
  fetchClosedOrders(query: { readonly since: number }): Promise<QueryResult<OrderReport>>;
  fetchFills(query: { readonly since: number }): Promise<QueryResult<Fill>>;

  previewOrder(intent: OrderIntent): Promise<OrderPreview>;
  /** Sends once. @throws TradewrightError with `outcome`. */
  placeOrder(intent: OrderIntent): Promise<OrderReport>;
  modifyOrder(clientOrderId: string, change: OrderChange): Promise<OrderReport>;
  /** Resolves when the venue accepted the request; the end of the order comes as an `order` event. */
  cancelOrder(clientOrderId: string): Promise<void>;
  /** Cancels this client's orders (`own`) or all of the account. */
  cancelAllOrders(query: { readonly scope: 'own' | 'all' }): Promise<void>;

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo;
}
