/** Which bot a verb speaks to. @module */
import { join } from 'node:path';
import type { AccountLockOptions } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import type { SessionPaths } from '../session/session-paths.ts';
import { venueNamed } from '../venues/venue-registry.ts';

/** The lock that a session of this configuration takes before it asks the venue anything. @throws TradewrightError `VENUE_UNKNOWN` */
export function commandAccount(
  config: Config,
  { locks }: SessionPaths,
  venue: string = config.ACTIVE_EXCHANGE,
): AccountLockOptions {
  const accountId = venue === 'PAPER' ? 'PAPER' : venueNamed(venue).accountKey(config);
  return { folder: locks, venue: venue === 'PAPER' ? venue : venueNamed(venue).name, accountId };
}

/** File of the commands that are on their way. */
export function commandFile({ data }: SessionPaths): string {
  return join(data, 'commands.db');
}
