/** One durable session from lock to digest. @module */
import { existsSync } from 'node:fs';
import {
  DigestJournal,
  SystemClock,
  SystemRandom,
  journalEvent,
  type SessionRecord,
} from '@tradewright/core';
import {
  AccountLock,
  FileDurableMap,
  FileTape,
  MarketDataStore,
  TelemetryLog,
  openStore,
  type SqliteStore,
} from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import type { LoggerOf } from '../logging/create-logger.ts';
import { createBot, type Bot } from './create-bot.ts';
import { driveSession } from './drive-session.ts';
import { logEvents } from './log-events.ts';
import { sessionPaths, type SessionPaths } from './session-paths.ts';
import { sessionSetup, type SessionSetup } from './session-setup.ts';

/** What is run, and who watches. */
export type RunOptions = {
  readonly config: Config;
  readonly folder: string;
  readonly mode: 'demo' | 'paper';
  readonly version: string;
  readonly logger: LoggerOf;
  readonly signal: AbortSignal;
  readonly onProgress: (events: number, bot: Bot) => void;
};

/** How the session ended. */
export type RunResult = {
  readonly sessionId: string;
  readonly events: number;
  readonly stopped: boolean;
  readonly digest: string;
  readonly paths: SessionPaths;
};

const account = { venue: 'PAPER', accountId: 'PAPER' };

/** Takes the account's lock, runs the session and closes its books; the lock is given back in any case. */
export async function runSession(options: RunOptions): Promise<RunResult> {
  const { config, folder } = options;
  const paths = sessionPaths(config, folder);
  const wall = new SystemClock();
  const random = new SystemRandom();
  const setup = await sessionSetup(config, folder, random.hex(4));
  const lock = AccountLock.acquire({ folder: paths.locks, ...account });
  try {
    const store = openStore({ path: paths.database });
    try {
      store.markInterrupted(account, wall.now());
      return await runLocked({
        ...options,
        paths,
        setup,
        store,
        sessionId: sessionIdAt(wall.now(), random.hex(2)),
        wall,
      });
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

type LockedRun = RunOptions & {
  readonly paths: SessionPaths;
  readonly setup: SessionSetup;
  readonly store: SqliteStore;
  readonly sessionId: string;
  readonly wall: SystemClock;
};

async function runLocked(run: LockedRun): Promise<RunResult> {
  const { config, paths, setup, store, sessionId, wall, logger } = run;
  const portfolio =
    run.mode === 'demo' ? `demo-${sessionId}` : `paper-${config.BASE_CURRENCY.toLowerCase()}`;
  const statePath = paths.paperStateOf(portfolio);
  const fresh = !existsSync(statePath);
  const reader = store.reader(portfolio);
  const tape = new FileTape(paths.tapeOf(sessionId), wall);
  tape.record('session.setup', { setup, resumed: !fresh });
  tape.flush();
  const record = recordOf(run, portfolio);
  const journal = new DigestJournal(store.startSession(record));
  const state = new FileDurableMap(statePath, false);
  const market =
    config.DATA_STORE_BACKEND === 'none' ? undefined : new MarketDataStore(paths.market, sessionId);
  const telemetry = new TelemetryLog(paths.telemetry);
  const bot = await createBot({
    sessionId,
    setup,
    journal,
    state,
    ...(fresh ? {} : { records: reader, counters: store.idCounters(portfolio) }),
    marketData:
      market === undefined
        ? undefined
        : { store: market, intervalMs: config.MARKET_DATA_INTERVAL_SECONDS * 1_000 },
    onSubscriberFailure: (error, event) =>
      logger('bus').error({ err: error, type: event.type }, 'a subscriber failed'),
  });
  logEvents(bot.parts.bus, logger, (line) => telemetry.write({ session: sessionId, ...line }));
  const end = (
    status: 'finished' | 'stopped' | 'failed',
    reason: string,
    digest: string | null,
  ): void => {
    store
      .journal(sessionId, portfolio)
      .append([
        journalEvent('session.ended', wall.now(), { status, reason, digest, endedAt: wall.now() }),
      ]);
  };
  try {
    const fillsSince = reader.lastFillTime() ?? 0;
    const { events, stopped } = await driveSession(bot, {
      freshPortfolio: fresh,
      fillsSince,
      signal: run.signal,
      onProgress: (count) => run.onProgress(count, bot),
    });
    const digest = journal.digest();
    tape.record('feed.ended', { events });
    end(
      stopped ? 'stopped' : 'finished',
      stopped ? 'stopped by a signal' : 'the recorded data was played to its end',
      digest,
    );
    return { sessionId, events, stopped, digest, paths };
  } catch (error) {
    end('failed', error instanceof Error ? error.message : String(error), null);
    throw error;
  } finally {
    tape.flush();
    telemetry.flush();
    market?.close();
    state.close();
  }
}

function recordOf(run: LockedRun, portfolio: string): SessionRecord {
  return {
    id: run.sessionId,
    portfolioId: portfolio,
    ...account,
    mode: run.mode,
    baseCurrency: run.setup.baseCurrency,
    strategies: run.setup.strategies.map((strategy) => strategy.name),
    provider: 'offline',
    version: run.version,
    startedAt: run.wall.now(),
  };
}

function sessionIdAt(time: number, random: string): string {
  const stamp = new Date(time).toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${stamp}-${random}`;
}
