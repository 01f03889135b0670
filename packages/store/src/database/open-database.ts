/** Opens and checks a database file. @module */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { TradewrightError } from '@tradewright/core';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { fileURLToPath } from 'node:url';
import { guardRuntime } from './runtime-guard.ts';
import { isLocked, storeError } from './store-error.ts';

/** An open SQLite connection. */
export type SqliteDatabase = Database.Database;

/** `FULL` for what must survive a power loss before the next step, `NORMAL` for the rest. */
export type Durability = 'FULL' | 'NORMAL';

const migrations = fileURLToPath(new URL('../../drizzle', import.meta.url));
const levels: Readonly<Record<Durability, number>> = { NORMAL: 1, FULL: 2 };

/**
 * Opens the journal database for writing, creating and migrating it as needed. `synchronous` is set
 * and read back: SQLite forgets it at each open.
 *
 * @throws TradewrightError `STORE_UNWRITABLE`, `STORE_CORRUPT`, `STORE_INCOMPATIBLE_RUNTIME`
 */
export function openJournalDatabase(path: string): SqliteDatabase {
  const database = openDatabase(path, 'FULL');
  try {
    migrate(drizzle(database), { migrationsFolder: migrations });
    // Whoever waits for a lock holds up everything else: a commit that cannot be made at once fails, and entries pause.
    database.pragma('busy_timeout = 50');
  } catch (cause) {
    database.close();
    throw unreadable(path, cause);
  }
  return database;
}

/** Opens a database for writing without a schema of ours. @throws as {@link openJournalDatabase} */
export function openDatabase(path: string, durability: Durability): SqliteDatabase {
  const database = connect(path, false);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${durability}`);
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 2000');
    const found = database.pragma('synchronous', { simple: true });
    if (found !== levels[durability]) {
      throw new TradewrightError(
        'STORE_UNWRITABLE',
        `SQLite kept synchronous=${String(found)} for ${path} instead of ${durability}.`,
      );
    }
  } catch (cause) {
    database.close();
    throw unreadable(path, cause);
  }
  return database;
}

/** Opens an existing database for reading, beside a process that writes. @throws TradewrightError `STORE_CORRUPT`, `STORE_UNWRITABLE` when there is none */
export function openReadOnlyDatabase(path: string): SqliteDatabase {
  const database = connect(path, true);
  try {
    database.pragma('busy_timeout = 2000');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (cause) {
    database.close();
    throw unreadable(path, cause);
  }
  return database;
}

function connect(path: string, readonly: boolean): SqliteDatabase {
  guardRuntime(driverVersion(), process.versions['napi']);
  try {
    if (!readonly && path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    return new Database(path, { readonly, fileMustExist: readonly });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TradewrightError(
      'STORE_UNWRITABLE',
      `The database ${path} could not be opened: ${reason}.`,
      {
        cause,
        hint: 'set DATABASE_PATH or DATA_PATH to a place that can be written',
        facts: { path },
      },
    );
  }
}

function unreadable(path: string, cause: unknown): TradewrightError {
  if (TradewrightError.is(cause) || isLocked(cause))
    return storeError(`The database ${path}`, cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TradewrightError(
    'STORE_CORRUPT',
    `The database ${path} could not be read: ${reason}.`,
    {
      cause,
      hint: 'bring a copy back with `tradewright restore FILE`, or move the file and its `.witness` away to begin afresh; it is never repaired in place',
      facts: { path },
    },
  );
}

function driverVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('better-sqlite3/package.json') as { version: string }).version;
}
