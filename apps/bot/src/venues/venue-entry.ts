/** What a venue tells the bot of itself. @module */
import type { BaseTrader, Clock, DurableMap, VirtualClock } from '@tradewright/core';
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
  /** Resolves when both ends have taken in what was said so far: only then may time go on. */
  readonly settle: () => Promise<void>;
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

/** How a venue presents itself. `open` is left out where {@link VenueEntry.create} is all there is. */
export type VenueEntry = {
  readonly name: string;
  readonly trades: string;
  readonly setupPage: string;
  readonly requiredKeys: readonly string[];
  readonly create: (context: VenueContext) => Promise<BaseTrader>;
  readonly open?: (context: VenueContext) => Promise<OpenedVenue>;
};
