/** What every verb is given. @module */
import { SystemClock, TradewrightError, type Clock, type SessionRecord } from '@tradewright/core';
import { AccountLock, openStore, type SqliteStore } from '@tradewright/store';
import { loadConfig, type Config } from '../config/load-config.ts';
import { createLogger, type LoggerOf } from '../logging/create-logger.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { sessionPaths, type SessionPaths } from '../session/session-paths.ts';

/** Options that every verb takes. */
export type GlobalOptions = {
  readonly json?: boolean;
  readonly config?: string;
  readonly verbose?: boolean;
  readonly session?: string;
};

/** Configuration, paths and where output goes. */
export type VerbContext = {
  readonly config: Config;
  readonly folder: string;
  /** The machine's own time; a session on recorded data has one beside it. */
  readonly clock: Clock;
  readonly paths: SessionPaths;
  readonly json: boolean;
  readonly colour: boolean;
  readonly logger: LoggerOf;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
};

/** Reads the configuration and makes the logger. @throws TradewrightError `CONFIG_INVALID`, `CONFIG_UNREADABLE`, `USAGE` */
export function verbContext(options: GlobalOptions, quietLevel?: string): VerbContext {
  const folder = process.cwd();
  const config = loadConfig({ env: process.env, folder, file: options.config });
  const json = options.json === true;
  if (json && config.LOG_DESTINATION === 'stdout') {
    throw new TradewrightError('USAGE', 'LOG_DESTINATION was stdout together with --json.', {
      hint: 'leave it at stderr: --json owns the standard output',
    });
  }
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const level =
    options.verbose === true
      ? 'debug'
      : config.sources.LOG_LEVEL === 'default' && quietLevel !== undefined
        ? quietLevel
        : config.LOG_LEVEL;
  const logger = createLogger({
    format: config.LOG_FORMAT,
    level,
    destination: config.LOG_DESTINATION,
    colour,
  });
  for (const warning of config.warnings) logger('config').warn(warning);
  return {
    config,
    folder,
    clock: new SystemClock(),
    paths: sessionPaths(config, folder),
    json,
    colour,
    logger,
    print: (text) => process.stdout.write(text),
  };
}

/** Opens the store beside whatever runs, for reading. @throws TradewrightError `SESSION_UNKNOWN` when there is no database yet */
export function readingStore({ paths }: VerbContext): SqliteStore {
  const running = (record: SessionRecord): boolean =>
    AccountLock.owner({ folder: paths.locks, venue: record.venue, accountId: record.accountId }) !==
    undefined;
  return openStore({ path: paths.database, readOnly: true, isRunning: running });
}

/** The session that a reading verb speaks of: the one asked for, else the newest. @throws TradewrightError `SESSION_UNKNOWN` */
export function chosenSession(store: SqliteStore, asked: string | undefined): string {
  const id = asked ?? store.lastSession();
  if (id !== undefined) return store.session(id).id;
  throw new TradewrightError('SESSION_UNKNOWN', 'There was no session yet.', {
    hint: 'run `tradewright demo` first',
  });
}

/** Progress on standard error, for whatever takes longer than a second. */
export function progressOf({ clock }: VerbContext): ProgressLine {
  return new ProgressLine({
    isTTY: process.stderr.isTTY,
    write: (text) => process.stderr.write(text),
    now: () => clock.monotonic(),
  });
}

/** Prints a JSON document, or the text for eyes. */
export function show(context: VerbContext, body: unknown, text: () => string): void {
  context.print(context.json ? `${JSON.stringify(body)}\n` : text());
}
