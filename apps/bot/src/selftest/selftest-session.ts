/** One session of a selftest: a bot with one strategy on the account that the selftest holds. @module */
import {
  SystemRandom,
  journalEvent,
  type Clock,
  type SessionRecord,
  type Strategy,
} from '@tradewright/core';
import { openStore, type SqliteStore } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import type { LoggerOf } from '../logging/create-logger.ts';
import { DrivenTime } from '../operate/driven-time.ts';
import { obeyStanding } from '../operate/obey-standing.ts';
import { standingOrders } from '../operate/standing-orders.ts';
import { packageVersion } from '../package-version.ts';
import { createBot, type Bot } from '../session/create-bot.ts';
import { logEvents } from '../session/log-events.ts';
import type { SessionVenue } from '../session/open-session-venue.ts';
import { sessionIdAt, sessionKeyAt } from '../session/session-id.ts';
import type { SessionPaths } from '../session/session-paths.ts';

/** The account, and what the sessions on it share. */
export type SelftestPlace = {
  readonly config: Config;
  readonly paths: SessionPaths;
  readonly opened: SessionVenue;
  readonly watchlist: readonly string[];
  readonly clock: Clock;
  readonly logger: LoggerOf;
};

/** A session that runs. */
export type SelftestSession = {
  readonly bot: Bot;
  readonly store: SqliteStore;
  readonly sessionId: string;
  /** Lets the market go on until it is so, for at most this long of the session's own time. */
  readonly until: (isSo: () => boolean, forMs: number) => Promise<boolean>;
  /** Stops the session in order and closes its books; harmless when called twice. */
  readonly end: () => Promise<void>;
};

/** Real time between two looks at a market that moves by itself. */
const lookEveryMs = 100;

/** Starts a session: the first of a portfolio, or the one that goes on with it. */
export async function startSelftestSession(
  place: SelftestPlace,
  strategy: Strategy,
): Promise<SelftestSession> {
  const { clock, opened, paths } = place;
  const { venue, portfolioId } = opened;
  const sessionId = sessionIdAt(clock.now(), new SystemRandom().hex(2));
  const store = openStore({ path: paths.database });
  const resumed = store.hasPortfolio(portfolioId);
  const reader = store.reader(portfolioId);
  const record = recordOf(place, sessionId, strategy);
  opened.fence();
  store.markInterrupted(record, record.startedAt);
  const journal = store.startSession(record);
  const bot = createBot({
    sessionId,
    setup: {
      ...opened.setup,
      // A key of its own for each session: order ids are made from it.
      sessionKey: sessionKeyAt(clock.now(), new SystemRandom().hex(2)),
      strategies: [],
      watchlist: [...place.watchlist],
    },
    strategies: [strategy],
    venue,
    clock,
    journal,
    outages: opened.outages,
    fence: opened.fence,
    ...(resumed ? { records: reader, counters: store.idCounters(portfolioId) } : {}),
    onSubscriberFailure: (error) =>
      place.logger('bus').error({ err: error }, 'a subscriber failed'),
  });
  logEvents(bot.parts.bus, place.logger);
  const time = venue.market === undefined ? undefined : new DrivenTime(bot, venue.market);
  let isOver = false;
  const end = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await bot.runner.stop();
    const ended = { status: 'finished', reason: 'the selftest was over', digest: null } as const;
    journal.append([
      journalEvent('session.ended', clock.now(), { ...ended, endedAt: clock.now() }),
    ]);
    store.close();
  };
  try {
    // A market that was played already has its prices.
    if (!resumed) await time?.resume();
    const started =
      venue.market === undefined ? store.portfolio(portfolioId).startedAt() : undefined;
    await bot.runner.start({
      fillsSince: reader.lastFillTime() ?? started ?? bot.clock.now(),
      freshPortfolio: !store.hasLedger(portfolioId),
    });
    obeyStanding(standingOrders(paths), bot);
  } catch (error) {
    await end();
    throw error;
  }
  return { bot, store, sessionId, until: waitIn(bot, time, clock), end };
}

function waitIn(bot: Bot, time: DrivenTime | undefined, wall: Clock): SelftestSession['until'] {
  const now = (): number => (time === undefined ? wall.monotonic() : bot.clock.now());
  return async (isSo, forMs) => {
    const deadline = now() + forMs;
    const isDone = (): boolean => isSo() || now() >= deadline;
    if (time !== undefined) await time.play(isDone);
    else while (!isDone()) await wall.sleep(lookEveryMs);
    return isSo();
  };
}

function recordOf(place: SelftestPlace, sessionId: string, strategy: Strategy): SessionRecord {
  const { trader } = place.opened.venue;
  return {
    id: sessionId,
    portfolioId: place.opened.portfolioId,
    venue: trader.venue,
    accountId: trader.accountId,
    mode: 'paper',
    baseCurrency: place.opened.setup.baseCurrency,
    strategies: [strategy.name],
    provider: 'manual',
    version: packageVersion(),
    startedAt: place.clock.now(),
  };
}
