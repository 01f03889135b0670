/** Opens a venue for a session or a reading verb. @module */
import type { OpenedVenue, VenueContext, VenueEntry } from './venue-entry.ts';

/** @throws TradewrightError `CONFIG_INVALID`, `FIXTURE_INVALID`, `VENUE_*` */
export async function openVenue(entry: VenueEntry, context: VenueContext): Promise<OpenedVenue> {
  if (entry.open !== undefined) return entry.open(context);
  return {
    trader: await entry.create(context),
    baseCurrency: context.config.BASE_CURRENCY,
    symbols: [],
    market: undefined,
    close: () => Promise.resolve(),
  };
}
