/** One portfolio over all its sessions. @module */
import type {
  AccountSnapshot,
  BookPosition,
  Commission,
  Fill,
  Halt,
  LedgerEntry,
  OrderRecord,
} from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';
import { standingFills } from './standing-fills.ts';

type Table =
  | 'orders'
  | 'fills'
  | 'positions'
  | 'accounts'
  | 'ledger_entries'
  | 'commissions'
  | 'halts';

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

  /** Every revision of every execution, as it was booked. */
  fills(): readonly Fill[] {
    return this.#bodies('fills');
  }

  /** Executions as they stand now, with their commissions. */
  standingFills(): readonly Fill[] {
    return standingFills(this.fills(), this.commissions());
  }

  positions(): readonly BookPosition[] {
    return this.#bodies('positions');
  }

  /** The venue's last word on its balances that was written down; `undefined` before the first. */
  account(): AccountSnapshot | undefined {
    return this.#bodies<AccountSnapshot>('accounts').at(-1);
  }

  ledgerEntries(): readonly LedgerEntry[] {
    return this.#bodies('ledger_entries');
  }

  /** Commissions that were booked apart from their fills. */
  commissions(): readonly Commission[] {
    return this.#bodies('commissions');
  }

  /** Halts that no person has cleared. */
  halts(): readonly Halt[] {
    return this.#bodies<Halt>('halts').filter(({ clearedTime }) => clearedTime === null);
  }

  /** When its first session began, ms UTC; `undefined` when there was none. */
  startedAt(): number | undefined {
    const row = this.#database
      .prepare('SELECT min(started_at) AS time FROM sessions WHERE portfolio = ?')
      .get(this.#portfolio) as { time: number | null };
    return row.time ?? undefined;
  }

  #bodies<Record>(table: Table): readonly Record[] {
    const rows = this.#database
      .prepare(`SELECT body FROM ${table} WHERE portfolio = ? ORDER BY rowid`)
      .all(this.#portfolio) as { body: string }[];
    return rows.map((row) => JSON.parse(row.body) as Record);
  }
}
