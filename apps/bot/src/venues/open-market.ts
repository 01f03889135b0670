/** A venue for a verb that only reads. @module */
import { SystemClock, parseSymbol, type BaseTrader } from '@tradewright/core';
import { SnapshotMap } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import { paperSetup } from '../session/session-setup.ts';
import { sessionPaths } from '../session/session-paths.ts';
import { openPaper } from './open-paper.ts';
import { openVenue } from './open-venue.ts';
import type { OpenedVenue } from './venue-entry.ts';
import { venueNamed } from './venue-registry.ts';

/** Gives a connected venue that has the symbol to `read`, with its canonical name, and closes it again. */
export function withMarket<Result>(
  config: Config,
  folder: string,
  name: string,
  read: (trader: BaseTrader, symbol: string) => Promise<Result>,
): Promise<Result> {
  const symbol = symbolNamed(config, name);
  return withVenue(config, folder, async (trader) => {
    await trader.loadInstrument(symbol);
    return read(trader, symbol);
  });
}

/** The canonical symbol that a person means at this venue. @throws TradewrightError `SYMBOL_INVALID` */
export function symbolNamed({ ACTIVE_EXCHANGE: venue }: Config, name: string): string {
  const canonical = venue === 'PAPER' ? undefined : venueNamed(venue).canonical;
  return parseSymbol(canonical?.(name) ?? name).symbol;
}

/** Gives a connected venue to `read` and closes it again. PAPER is played to the end of its data first. */
export async function withVenue<Result>(
  config: Config,
  folder: string,
  read: (trader: BaseTrader) => Promise<Result>,
): Promise<Result> {
  const { trader, close } =
    config.ACTIVE_EXCHANGE === 'PAPER'
      ? await playedPaper(config, folder)
      : await readingVenue(config, folder);
  try {
    await trader.connect();
    return await read(trader);
  } finally {
    await trader.close();
    await close();
  }
}

type Reading = Pick<OpenedVenue, 'trader' | 'close'>;

async function playedPaper(config: Config, folder: string): Promise<Reading> {
  const opened = await openPaper(await paperSetup(config, folder, 'read'));
  for await (const event of opened.market.feed) {
    opened.market.clock.advanceTo(event.end);
    opened.trader.warm(event);
  }
  return opened;
}

/** A market that this process drives is played to its end first, as PAPER is. */
async function readingVenue(config: Config, folder: string): Promise<Reading> {
  const venue = venueNamed(config.ACTIVE_EXCHANGE);
  const path = sessionPaths(config, folder).venueStateOf(venue.name);
  const opened = await openVenue(venue, {
    config,
    clock: new SystemClock(),
    // A bot may be writing this file: a reader takes a copy and leaves no trace.
    state: new SnapshotMap(path),
    readOnly: true,
  });
  const { market } = opened;
  if (market !== undefined) {
    for await (const event of market.feed) {
      market.clock.advanceTo(event.end);
      market.deliver(event);
    }
  }
  return opened;
}
