/** A venue that is only listened to. @module */
import { SystemClock } from '@tradewright/core';
import { SnapshotMap } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import { paperSetup } from '../session/session-setup.ts';
import { sessionPaths } from '../session/session-paths.ts';
import { openPaper } from '../venues/open-paper.ts';
import { openVenue } from '../venues/open-venue.ts';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import { venueNamed } from '../venues/venue-registry.ts';

/** Opens the configured venue as a reader: it takes a place beside a running bot, and leaves no trace in its files. */
export async function openCollector(config: Config, folder: string): Promise<OpenedVenue> {
  if (config.ACTIVE_EXCHANGE === 'PAPER')
    return openPaper(await paperSetup(config, folder, 'read'));
  const venue = venueNamed(config.ACTIVE_EXCHANGE);
  const path = sessionPaths(config, folder).venueStateOf(venue.name);
  const state = new SnapshotMap(path);
  return openVenue(venue, { config, clock: new SystemClock(), state, readOnly: true });
}
