/** Small texts by name that several processes change, one at a time. @module */
import { TradewrightError } from '@tradewright/core';
import { openDatabase, type SqliteDatabase } from '../database/open-database.ts';

const schema =
  'CREATE TABLE IF NOT EXISTS sums (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;';

/** What a change may read and set. */
export type SumsInChange = {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => void;
};

/** A database file of its own: whoever changes a sum holds up no journal. Durable when a change returns. */
export class SharedSums {
  readonly #database: SqliteDatabase;

  /** @throws TradewrightError `STORE_UNWRITABLE`, `STORE_CORRUPT` */
  constructor(path: string) {
    this.#database = openDatabase(path, 'FULL');
    this.#database.exec(schema);
  }

  /** Runs `change` with the write lock taken before its first read; a throw undoes it. @throws TradewrightError `STORE_UNWRITABLE` */
  exclusively<Result>(change: (sums: SumsInChange) => Result): Result {
    const get = this.#database.prepare('SELECT value FROM sums WHERE key = ?').pluck();
    const set = this.#database.prepare(
      'INSERT INTO sums (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    const run = this.#database.transaction(() =>
      change({
        get: (key) => get.get(key) as string | undefined,
        set: (key, value) => void set.run(key, value),
      }),
    );
    try {
      return run.immediate();
    } catch (cause) {
      if (TradewrightError.is(cause)) throw cause;
      throw new TradewrightError('STORE_UNWRITABLE', 'The shared sums could not be changed.', {
        cause,
        hint: 'look for a full disk, or a process that holds the file below DATA_PATH/agent',
      });
    }
  }

  close(): void {
    this.#database.close();
  }
}
