/** One durable session from lock to digest. @module */
import {
  Decimal,
  DigestJournal,
  SystemClock,
  SystemRandom,
  TradewrightError,
  journalEvent,
  type SessionRecord,
  type Undo,
} from '@tradewright/core';
import {
  FileTape,
  MarketDataStore,
  TelemetryLog,
  openStore,
  type SqliteStore,
} from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import type { LoggerOf } from '../logging/create-logger.ts';
import { capsAgainstEquity } from '../money/caps-against-equity.ts';
import { openToCommands } from '../operate/open-to-commands.ts';
import { createBot, type Bot } from './create-bot.ts';
import { driveSession } from './drive-session.ts';
import { LockGuard } from './lock-guard.ts';
import { logEvents } from './log-events.ts';
import { tellOfAgent } from './tell-of-agent.ts';
import { openAgent } from './open-agent.ts';
import { openSessionVenue, type SessionVenue } from './open-session-venue.ts';
import { recordTelemetry } from '../telemetry/record-telemetry.ts';
import { sessionIdAt } from './session-id.ts';
import { requireSymbols } from './session-setup.ts';
import { sessionPaths, type SessionPaths } from './session-paths.ts';

/** What is run, and who watches. */
export type RunOptions = {
  readonly config: Config;
  readonly folder: string;
  readonly mode: 'demo' | 'paper';
  readonly version: string;
  readonly logger: LoggerOf;
  readonly signal: AbortSignal;
  /** The file that `--config` named; a watchdog reads the same. */
  readonly configFile?: string | undefined;
  readonly onProgress: (events: number, bot: Bot) => void;
};

/** How often it is looked whether the journal's witness has become old. */
const witnessMs = 250;

/** How the session ended. */
export type RunResult = {
  readonly sessionId: string;
  readonly events: number;
  readonly stopped: boolean;
  readonly digest: string;
  readonly paths: SessionPaths;
};

/** Takes the account's lock, runs the session and closes its books; the lock is given back in any case. */
export async function runSession(options: RunOptions): Promise<RunResult> {
  const { config, folder, mode } = options;
  const paths = sessionPaths(config, folder);
  const wall = new SystemClock();
  const sessionId = sessionIdAt(wall.now(), new SystemRandom().hex(2));
  const opened = await openSessionVenue({
    config,
    folder,
    paths,
    mode,
    sessionId,
    clock: wall,
    mustBeArmed: true,
  });
  try {
    requireSymbols(config, opened.venue.symbols);
    const store = openStore({ path: paths.database });
    try {
      opened.fence();
      store.markInterrupted(accountOf(opened), wall.now());
      return await runOpened({ ...options, paths, store, sessionId, wall, opened });
    } finally {
      store.close();
    }
  } finally {
    await opened.close();
  }
}

type OpenedRun = RunOptions & {
  readonly paths: SessionPaths;
  readonly store: SqliteStore;
  readonly sessionId: string;
  readonly wall: SystemClock;
  readonly opened: SessionVenue;
};

async function runOpened(run: OpenedRun): Promise<RunResult> {
  const { config, paths, store, sessionId, wall, logger, opened } = run;
  const { venue, setup, portfolioId } = opened;
  const resumed = store.hasPortfolio(portfolioId);
  const reader = store.reader(portfolioId);
  const tape = new FileTape(paths.tapeOf(sessionId), wall);
  tape.record('session.setup', { setup, resumed });
  tape.flush();
  const journal = new DigestJournal(store.startSession(recordOf(run)));
  const market =
    config.DATA_STORE_BACKEND === 'none' ? undefined : new MarketDataStore(paths.market, sessionId);
  const telemetry = new TelemetryLog(paths.telemetry);
  const agent = openAgent({
    config,
    folder: run.folder,
    setup,
    paths,
    sessionId,
    account: run.mode === 'demo' ? null : `${venue.trader.venue}/${venue.trader.accountId}`,
    tape,
    clock: wall,
    secrets: venue.market === undefined ? [venue.trader.accountId] : [],
    onAttempt: ({ purpose, model, number, status, latencyMs, requestId, failure }) =>
      logger('agent').debug(
        { purpose, model, number, status, latencyMs, requestId },
        failure ?? 'the model answered',
      ),
  });
  const end = (
    status: 'finished' | 'stopped' | 'failed',
    reason: string,
    digest: string | null,
  ): void => {
    store
      .journal(sessionId, portfolioId)
      .append([
        journalEvent('session.ended', wall.now(), { status, reason, digest, endedAt: wall.now() }),
      ]);
  };
  const stop = new AbortController();
  const guard = new LockGuard(opened.fence, stop);
  const stopLooking = guard.watch(wall);
  const stopMarking = wall.every(witnessMs, () => store.keepWitness(wall.now()));
  let stopTelemetry: Undo | undefined;
  try {
    const bot = createBot({
      agent: { ...agent.agent, armed: () => opened.arming().armed },
      arming: opened.arming,
      onAgent: tellOfAgent(logger('agent')),
      sessionId,
      setup,
      venue,
      outages: opened.outages,
      clock: wall,
      journal,
      fence: () => guard.assertHeld(),
      ...(resumed ? { records: reader, counters: store.idCounters(portfolioId) } : {}),
      marketData:
        market === undefined
          ? undefined
          : { store: market, intervalMs: config.MARKET_DATA_INTERVAL_SECONDS * 1_000 },
      venueTape: setup.files.length === 0 ? tape : undefined,
      onSubscriberFailure: (error, event) =>
        logger('bus').error({ err: error, type: event.type }, 'a subscriber failed'),
    });
    logEvents(bot.parts.bus, logger);
    stopTelemetry = recordTelemetry({
      parts: bot.parts,
      sampleMs: config.TELEMETRY_SAMPLE_SECONDS * 1_000,
      write: (line) => telemetry.write({ session: sessionId, ...line }),
    });
    const started =
      venue.market === undefined ? store.portfolio(portfolioId).startedAt() : undefined;
    const { events, stopped } = await driveSession(bot, {
      // A crash may lie between the first start and the opening entry: the ledger itself tells.
      freshPortfolio: !store.hasLedger(portfolioId),
      // Executions from before the first session of a portfolio are not ours; later ones may lie between two.
      fillsSince: reader.lastFillTime() ?? started ?? bot.clock.now(),
      signal: AbortSignal.any([run.signal, stop.signal]),
      onStarted: () => {
        const { equity } = bot.runner.valuation();
        if (equity !== null)
          for (const sentence of capsAgainstEquity(
            setup.caps,
            Decimal.from(equity),
            setup.baseCurrency,
          ))
            logger('config').info(sentence);
        return openToCommands({
          bot,
          config,
          paths,
          logger,
          portfolio: store.portfolio(portfolioId),
          arming: opened.arming,
          onCommand: (command, id) => tape.record('command', { id, command }),
          onStop: () => stop.abort(),
          watchdog: isWatched(run)
            ? { launcher: process.argv[1] ?? '', configFile: run.configFile, logger }
            : undefined,
        });
      },
      onProgress: (count) => run.onProgress(count, bot),
    });
    const lost: unknown = stop.signal.reason;
    if (TradewrightError.is(lost)) throw lost;
    const digest = journal.digest();
    tape.record('feed.ended', { events });
    end(
      stopped ? 'stopped' : 'finished',
      stopped ? 'stopped by a signal' : 'the recorded data was played to its end',
      digest,
    );
    return { sessionId, events, stopped, digest, paths };
  } catch (error) {
    // A journal that belongs to somebody else is not written: its owner has closed this session.
    if (guard.isHeld()) end('failed', error instanceof Error ? error.message : String(error), null);
    throw error;
  } finally {
    stopLooking();
    stopMarking();
    agent.close();
    tape.flush();
    stopTelemetry?.();
    telemetry.flush();
    market?.close();
  }
}

function accountOf({ venue }: SessionVenue): {
  readonly venue: string;
  readonly accountId: string;
} {
  return { venue: venue.trader.venue, accountId: venue.trader.accountId };
}

function recordOf(run: OpenedRun): SessionRecord {
  const { setup, portfolioId } = run.opened;
  return {
    id: run.sessionId,
    portfolioId,
    ...accountOf(run.opened),
    mode: run.opened.venue.trader.paper ? run.mode : 'live',
    baseCurrency: setup.baseCurrency,
    strategies: setup.strategies.map((strategy) => strategy.name),
    provider: setup.agent.provider,
    version: run.version,
    startedAt: run.wall.now(),
  };
}

/** A demonstration is over before anybody would step in. */
function isWatched({ mode, config }: RunOptions): boolean {
  return mode !== 'demo' && config.WATCHDOG_SECONDS > 0;
}
