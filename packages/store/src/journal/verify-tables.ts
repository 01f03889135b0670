/** Compares the tables with what the events say. @module */
import { openJournalDatabase, type SqliteDatabase } from '../database/open-database.ts';
import { dumpProjections, rebuildProjections } from './rebuild-projections.ts';

/**
 * The chain covers the events alone; damage to a table that is read from shows only against a rebuild.
 * Rebuilds all of them in memory and tells the first difference, `undefined` when there is none.
 *
 * @throws TradewrightError `STORE_CORRUPT` when an event could not be read
 */
export function verifyTables(database: SqliteDatabase): string | undefined {
  const rebuilt = openJournalDatabase(':memory:');
  try {
    const insert = rebuilt.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const rows = database.prepare(columns).raw().all();
    rebuilt.transaction(() => {
      for (const row of rows) insert.run(row);
    })();
    rebuildProjections(rebuilt);
    return dumpProjections(rebuilt) === dumpProjections(database)
      ? undefined
      : 'a table does not say what the events say';
  } finally {
    rebuilt.close();
  }
}

const columns =
  'SELECT seq, session, stream, type, version, time, body, prev_hash, hash FROM event ORDER BY seq';
