/** Company reports beside the recorded market data, each document once. @module */
import { openDatabase, type SqliteDatabase } from '../database/open-database.ts';

/** What was read from a report, and the text it was read from. `time` is our clock, ms UTC. */
export type StoredReport = {
  readonly symbol: string;
  readonly time: number;
  /** JSON-safe; fields that the report did not have are `null`. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** SHA-256 of `raw`. */
  readonly rawHash: string;
  readonly raw: string;
};

const schema = `CREATE TABLE IF NOT EXISTS company_report (
  session TEXT NOT NULL, symbol TEXT NOT NULL, time INTEGER NOT NULL, facts TEXT NOT NULL, rawHash TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS company_report_symbol ON company_report (symbol, time);
CREATE TABLE IF NOT EXISTS raw_report (hash TEXT PRIMARY KEY, raw TEXT NOT NULL) STRICT;`;

/** Keeps reports over sessions, so that a fresh one is not asked for again. */
export class CompanyReportStore {
  readonly #database: SqliteDatabase;
  readonly #session: string;

  /** @throws TradewrightError `STORE_UNWRITABLE`, `STORE_CORRUPT` */
  constructor(path: string, session: string) {
    this.#database = openDatabase(path, 'NORMAL');
    this.#database.exec(schema);
    this.#session = session;
  }

  keep({ symbol, time, facts, rawHash, raw }: StoredReport): void {
    this.#database.transaction(() => {
      this.#database
        .prepare('INSERT OR IGNORE INTO raw_report (hash, raw) VALUES (?, ?)')
        .run(rawHash, raw);
      this.#database
        .prepare(
          'INSERT INTO company_report (session, symbol, time, facts, rawHash) VALUES (?, ?, ?, ?, ?)',
        )
        .run(this.#session, symbol, BigInt(time), JSON.stringify(facts), rawHash);
    })();
  }

  /** The newest report of a symbol, of any session; `undefined` where none was ever kept. */
  latest(symbol: string): StoredReport | undefined {
    const row = this.#database
      .prepare(
        `SELECT symbol, time, facts, rawHash, raw FROM company_report JOIN raw_report ON hash = rawHash
         WHERE symbol = ? ORDER BY time DESC LIMIT 1`,
      )
      .get(symbol) as (Omit<StoredReport, 'facts'> & { readonly facts: string }) | undefined;
    if (row === undefined) return undefined;
    return { ...row, facts: JSON.parse(row.facts) as StoredReport['facts'] };
  }

  close(): void {
    this.#database.close();
  }
}
