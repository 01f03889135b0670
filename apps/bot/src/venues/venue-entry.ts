/** What a venue tells the bot of itself. @module */
import type { BaseTrader, Clock, DurableMap } from '@tradewright/core';
import type { Config } from '../config/load-config.ts';

/** What a venue is built with. */
export type VenueContext = {
  readonly config: Config;
  readonly clock: Clock;
  readonly state: DurableMap;
  /** True for a verb that only reads: it takes a place beside a running bot. */
  readonly readOnly: boolean;
};

/** How a venue presents itself. */
export type VenueEntry = {
  readonly name: string;
  readonly trades: string;
  readonly setupPage: string;
  readonly requiredKeys: readonly string[];
  readonly create: (context: VenueContext) => Promise<BaseTrader>;
};
