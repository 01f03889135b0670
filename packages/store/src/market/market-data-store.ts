/** Recorded market data, in a database file of its own. @module */
import type { DataStore, Quote } from '@tradewright/core';
import { openDatabase, type SqliteDatabase } from '../database/open-database.ts';

const columns = [
  'symbol',
  'venue',
  'bid',
  'ask',
  'bidSize',
  'askSize',
  'last',
  'volume',
  'spreadPct',
  'imbalance',
  'delayed',
  'venueTime',
  'receivedTime',
] as const;

const schema = `CREATE TABLE IF NOT EXISTS market_data (
  session TEXT NOT NULL, symbol TEXT NOT NULL, venue TEXT NOT NULL, bid ANY, ask ANY, bidSize ANY, askSize ANY, last ANY, volume ANY,
  spreadPct ANY, imbalance ANY, delayed INTEGER NOT NULL, venueTime INTEGER, receivedTime INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS market_data_symbol ON market_data (symbol, receivedTime);`;

const batchRows = 500;

/** Batches rows of `market_data`; a failure of this file never reaches the order path. */
export class MarketDataStore implements DataStore {
  readonly #database: SqliteDatabase;
  readonly #session: string;
  readonly #insert;
  #waiting: Readonly<Record<string, unknown>>[] = [];

  /** @throws TradewrightError `STORE_UNWRITABLE`, `STORE_CORRUPT` */
  constructor(path: string, session: string) {
    this.#database = openDatabase(path, 'NORMAL');
    this.#database.exec(schema);
    this.#session = session;
    const names = ['session', ...columns];
    this.#insert = this.#database.prepare(
      `INSERT INTO market_data (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
  }

  append(_table: 'market_data', rows: readonly Readonly<Record<string, unknown>>[]): void {
    this.#waiting.push(...rows);
    if (this.#waiting.length >= batchRows) this.#write();
  }

  async flush(): Promise<void> {
    this.#write();
  }

  /** Rows of a symbol, oldest first. */
  quotes(symbol: string): readonly Quote[] {
    this.#write();
    const rows = this.#database
      .prepare(
        `SELECT ${columns.join(', ')} FROM market_data WHERE symbol = ? AND session = ? ORDER BY rowid`,
      )
      .all(symbol, this.#session);
    return rows.map((row) => ({
      ...(row as Quote),
      delayed: (row as { delayed: number }).delayed === 1,
    }));
  }

  close(): void {
    this.#write();
    this.#database.close();
  }

  #write(): void {
    if (this.#waiting.length === 0) return;
    const rows = this.#waiting;
    this.#waiting = [];
    this.#database.transaction(() => {
      for (const row of rows)
        this.#insert.run(this.#session, ...columns.map((column) => cell(row[column])));
    })();
  }
}

/** A whole number goes in as an integer, so that 1250 shares never come back as 1250.0. */
function cell(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return value ?? null;
}
