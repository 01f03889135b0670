/** Every venue that the bot can be switched to. @module */
import { TradewrightError, type BaseTrader, type Clock, type DurableMap } from '@tradewright/core';
import type { Config } from '../config/load-config.ts';

/** What a venue is built with. */
export type VenueContext = {
  readonly config: Config;
  readonly clock: Clock;
  readonly state: DurableMap | undefined;
};

/** How a venue presents itself. */
export type VenueEntry = {
  readonly name: string;
  readonly trades: string;
  readonly setupPage: string;
  readonly requiredKeys: readonly string[];
  readonly create: (context: VenueContext) => Promise<BaseTrader>;
};

const venues = new Map<string, VenueEntry>();

/** Adds a venue, also one from outside this project; its name is what `ACTIVE_EXCHANGE` takes. */
export function registerVenue(entry: VenueEntry): void {
  venues.set(entry.name.toUpperCase(), entry);
}

/** @throws TradewrightError `VENUE_UNKNOWN` that names those there are */
export function venueNamed(name: string): VenueEntry {
  const entry = venues.get(name.toUpperCase());
  if (entry !== undefined) return entry;
  throw new TradewrightError(
    'VENUE_UNKNOWN',
    `ACTIVE_EXCHANGE: was "${name}", which is no registered venue.`,
    {
      hint: `registered are ${['PAPER', ...venues.keys()].join(', ')}; registerVenue() adds more`,
    },
  );
}
