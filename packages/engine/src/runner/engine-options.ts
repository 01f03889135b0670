/** What a session is built from. @module */
import type {
  BaseTrader,
  Clock,
  DataStore,
  Ids,
  Journal,
  RecordReader,
  Strategy,
  SubscriberFailure,
  Tape,
  ToolPort,
} from '@tradewright/core';
import type { RateSource } from '../market/currency-converter.ts';
import type { FeeSchedule } from '../portfolio/fees/fee-schedule.ts';
import type { RiskPool } from '../risk/risk-pool.ts';
import type { RiskCaps } from '../risk/risk-caps.ts';
import type { ExpectedOutage } from '../health/expected-outage.ts';
import type { EngineReach } from './engine-reach.ts';

/** What a session is built from. Durations in ms, percentages in percent. */
export type EngineOptions = {
  readonly sessionId: string;
  readonly baseCurrency: string;
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly journal: Journal;
  readonly caps: RiskCaps;
  readonly fees: FeeSchedule;
  /** Whether holdings that no strategy owns count as exposure; left out, they do. */
  readonly baselinePositions?: 'count' | 'ignore' | undefined;
  /** Shares total exposure, net exposure and the count of positions with sessions at other venues. */
  readonly riskPool?: RiskPool;
  /** Asked where the venue quotes no rate; such as the converter of another venue. */
  readonly rates?: RateSource;
  /** How rates are taken from the venue's quotes; left out, none older than five minutes and without a buffer. */
  readonly conversion?: ConversionRules | undefined;
  /** Holds the venue's cash against the ledger's, with tolerances by currency; left out, cash is not compared. */
  readonly cash?: { readonly tolerances: Readonly<Record<string, string>> } | undefined;
  /** Currencies of costs that no venue charges: they need a rate too. */
  readonly spendCurrencies?: readonly string[];
  /** Strategies, or how they are built from what a session lets them read. */
  readonly strategies: readonly Strategy[] | ((reach: EngineReach) => readonly Strategy[]);
  /** Symbols that are recorded although no strategy trades them. */
  readonly watchlist?: readonly string[];
  readonly decisionIntervalMs: number;
  readonly planMonitorIntervalMs: number;
  /** Whether entries may be made at all, asked before each; false where real money is not armed. Left out, they may on a paper account. */
  readonly mayRisk?: () => boolean;
  readonly slippagePercent: number;
  /** Price steps past the touch of the first try of an exit where only limits are taken; left out, two. */
  readonly exitTicks?: number;
  /** 0: price steps by which the limit of a plan's entry moves towards the market. */
  readonly entryNudgeTicks?: number;
  /** True: entry limits of plans are sent post-only where the venue can, and as takers once it refused that with evidence. */
  readonly makerFirst?: boolean;
  /** Keeps a protective stop at the venue behind each plan; leave out to rely on the plan monitor alone. */
  readonly protection?: { readonly nakedAfterMs: number } | undefined;
  /** State of an earlier run of the same portfolio; `undefined` for a fresh one. */
  readonly records?: RecordReader | undefined;
  readonly marketData?: { readonly store: DataStore; readonly intervalMs: number } | undefined;
  /** Asked for after the strategies have been built. */
  readonly toolCoordinator?: (() => ToolPort | undefined) | undefined;
  /** Records every venue event; leave out where the events come from a file that is recorded by its hash. */
  readonly venueTape?: Tape | undefined;
  /** How the venue is watched; leave out where time is driven and the venue cannot go away. */
  readonly watch?: EngineWatch | undefined;
  /** Throws `LOCK_LOST`, outcome `not-sent`, once another process owns the account. Asked before everything that leaves. */
  readonly fence?: (() => void) | undefined;
  readonly onSubscriberFailure: SubscriberFailure;
};

/** How sums are converted. */
export type ConversionRules = {
  /** Age at which the quote of a pair is no rate any more, in ms. */
  readonly maxAgeMs: number;
  /** Added against us to every estimate that converts, in basis points. */
  readonly bufferBps: string;
};

/** How the venue is watched. Durations in ms. */
export type EngineWatch = {
  /** How often the venue gives a sign of life; twice that without one is a dead link. */
  readonly heartbeatMs: number;
  /** Rest between two tries to reconnect. */
  readonly coolDownMs: number;
  /** Age at which a quote in an open market no longer carries an entry; `null` for any age. */
  readonly quoteStaleMs: number | null;
  readonly outages: readonly ExpectedOutage[];
};
