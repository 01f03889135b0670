/** A venue for a verb that only reads. @module */
import { MemoryJournal, SystemClock, parseSymbol, type BaseTrader } from '@tradewright/core';
import { FileDurableMap } from '@tradewright/store';
import { join } from 'node:path';
import type { Config } from '../config/load-config.ts';
import { createBot } from '../session/create-bot.ts';
import { sessionSetup } from '../session/session-setup.ts';
import { sessionPaths } from '../session/session-paths.ts';
import { venueNamed } from './venue-registry.ts';

/** Gives a connected venue to `read` and closes it again. PAPER is played to the end of its data first. */
export async function withMarket<Result>(
  config: Config,
  folder: string,
  symbol: string,
  read: (trader: BaseTrader) => Promise<Result>,
): Promise<Result> {
  parseSymbol(symbol);
  const trader =
    config.ACTIVE_EXCHANGE === 'PAPER'
      ? await playedPaper(config, folder)
      : await readingVenue(config, folder);
  try {
    await trader.connect();
    await trader.loadInstrument(symbol);
    return await read(trader);
  } finally {
    await trader.close();
  }
}

async function playedPaper(config: Config, folder: string): Promise<BaseTrader> {
  const setup = await sessionSetup(config, folder, 'read');
  const { trader, clock, feed } = await createBot({
    sessionId: 'read',
    setup,
    journal: new MemoryJournal(),
    onSubscriberFailure: () => undefined,
  });
  for await (const event of feed) {
    clock.advanceTo(event.end);
    trader.warm(event);
  }
  return trader;
}

async function readingVenue(config: Config, folder: string): Promise<BaseTrader> {
  const venue = venueNamed(config.ACTIVE_EXCHANGE);
  const path = join(
    sessionPaths(config, folder).data,
    'venues',
    `${venue.name.toLowerCase()}.jsonl`,
  );
  return venue.create({
    config,
    clock: new SystemClock(),
    state: new FileDurableMap(path),
    readOnly: true,
  });
}
