/** Every venue that the bot can be switched to. @module */
import { TradewrightError } from '@tradewright/core';
import { ccxtVenue } from './ccxt-venue.ts';
import { geminiVenue } from './gemini-venue.ts';
import { ibVenue } from './ib-venue.ts';
import type { VenueEntry } from './venue-entry.ts';

const builtIn: readonly VenueEntry[] = [ibVenue, geminiVenue];
const venues = new Map<string, VenueEntry>();

/** Adds a venue, also one from outside this project; its name is what `ACTIVE_EXCHANGE` takes. */
export function registerVenue(entry: VenueEntry): void {
  venues.set(entry.name.toUpperCase(), entry);
}

/** @throws TradewrightError `VENUE_UNKNOWN` that names those there are */
export function venueNamed(name: string): VenueEntry {
  const entry =
    builtIn.find((one) => one.name === name.toUpperCase()) ??
    venues.get(name.toUpperCase()) ??
    ccxtVenue(name.toUpperCase());
  if (entry !== undefined) return entry;
  throw new TradewrightError(
    'VENUE_UNKNOWN',
    `ACTIVE_EXCHANGE: was "${name}", which is no registered venue.`,
    {
      hint: `registered are ${['PAPER', ...builtIn.map((one) => one.name), ...venues.keys()].join(', ')}, and every id of ccxt; registerVenue() adds more`,
    },
  );
}
