/** One portfolio over all its sessions. @module */
import type { BookPosition, Fill, OrderRecord } from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';

/** Reads the records of one portfolio, oldest first. */
export class PortfolioDetails {
  readonly #database: SqliteDatabase;
  readonly #portfolio: string;

  constructor(database: SqliteDatabase, portfolio: string) {
    this.#database = database;
    this.#portfolio = portfolio;
  }

  /** Every order, open and ended. */
  orders(): readonly OrderRecord[] {
    return this.#bodies('orders');
  }

  fills(): readonly Fill[] {
    return this.#bodies('fills');
  }

  positions(): readonly BookPosition[] {
    return this.#bodies('positions');
  }

  /** When its first session began, ms UTC; `undefined` when there was none. */
  startedAt(): number | undefined {
    const row = this.#database
      .prepare('SELECT min(started_at) AS time FROM sessions WHERE portfolio = ?')
      .get(this.#portfolio) as { time: number | null };
    return row.time ?? undefined;
  }

  #bodies<Record>(table: 'orders' | 'fills' | 'positions'): readonly Record[] {
    const rows = this.#database
      .prepare(`SELECT body FROM ${table} WHERE portfolio = ? ORDER BY rowid`)
      .all(this.#portfolio) as { body: string }[];
    return rows.map((row) => JSON.parse(row.body) as Record);
  }
}
