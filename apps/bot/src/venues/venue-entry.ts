/** What a venue tells the bot of itself. @module */
import type {
  BaseTrader,
  Clock,
  DurableMap,
  OrderIntent,
  Timeframe,
  VirtualClock,
} from '@tradewright/core';
import type { ExpectedOutage } from '@tradewright/engine';
import type { FeedEvent } from '@tradewright/sim';
import type { Config } from '../config/load-config.ts';

/** What a venue is built with. */
export type VenueContext = {
  readonly config: Config;
  readonly clock: Clock;
  readonly state: DurableMap;
  /** True for a verb that only reads: it takes a place beside a running bot. */
  readonly readOnly: boolean;
};

/** A market whose time this process drives: a simulator or a recording behind the venue's own wire. */
export type DrivenMarket = {
  /** The session's clock. It stands still until the session moves it to an event's end. */
  readonly clock: VirtualClock;
  readonly feed: AsyncIterable<FeedEvent>;
  /** Moves the market by one event; the trader hears of it over its wire. */
  readonly deliver: (event: FeedEvent) => void;
  /** Resolves when both ends have taken in what was said so far: only then may time go on. `undefined` when they have. */
  readonly settle: () => Promise<void> | undefined;
  /** The longest base timeframe of the feed: between its bars nothing changes. */
  readonly timeframe: Timeframe;
  /** Where an account that lives on left off; leave out where each run begins anew. */
  readonly resume?: {
    /** ms UTC; 0 for an account that has seen no market yet. */
    readonly marketTime: number;
    /** Takes an event that the account has lived through: it fills the history and trades nothing. */
    readonly warm: (event: FeedEvent) => void;
  };
};

/** A venue ready for a session; the trader is not connected yet. */
export type OpenedVenue = {
  readonly trader: BaseTrader;
  readonly baseCurrency: string;
  /** Symbols that the market has; empty where only the venue knows. */
  readonly symbols: readonly string[];
  /** `undefined` where the market moves by itself. */
  readonly market: DrivenMarket | undefined;
  /** Ends what stands behind the trader, after the trader was closed. */
  readonly close: () => Promise<void>;
};

/** A company as the venue describes it. `problem` says in one line why facts are `null` when the document was unusable. */
export type CompanyReport = {
  readonly summary: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** SHA-256 of `raw`. */
  readonly rawHash: string;
  readonly raw: string;
  readonly problem: string | null;
};

/** How a venue presents itself. `open` is left out where {@link VenueEntry.create} is all there is. */
export type VenueEntry = {
  readonly name: string;
  readonly trades: string;
  readonly setupPage: string;
  readonly requiredKeys: readonly string[];
  /** What one bot at a time may hold, known before the venue is asked; such as the account or the address. */
  readonly accountKey: (config: Config) => string;
  /** Windows in which the venue is known to be away. */
  readonly outages?: readonly ExpectedOutage[];
  /** True when the configuration asks for a market that this process drives. */
  readonly driven: (config: Config) => boolean;
  /** An order exactly as it would be sent; left out where the adapter does not tell. */
  readonly describe?: (trader: BaseTrader, intent: OrderIntent) => Promise<unknown>;
  /** Completes the name of a symbol, such as a bare `AAPL`; left out where only canonical symbols are taken. */
  readonly canonical?: (name: string) => string;
  /** What the venue knows of a company; `undefined` where it does not say. Left out where it never does. @param time - Our clock, ms UTC. */
  readonly fundamentals?: (
    trader: BaseTrader,
    symbol: string,
    time: number,
  ) => Promise<CompanyReport | undefined>;
  readonly create: (context: VenueContext) => Promise<BaseTrader>;
  readonly open?: (context: VenueContext) => Promise<OpenedVenue>;
};
