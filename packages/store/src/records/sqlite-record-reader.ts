/** What a restarted session reads back. @module */
import type {
  BookPosition,
  Commission,
  EquityPoint,
  Fill,
  Halt,
  LedgerEntry,
  OrderRecord,
  Plan,
  RecordReader,
} from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';

const dayMs = 86_400_000;
const endedLives = `'filled','canceled','expired','refused','denied','not-placed'`;

/** The durable state of one portfolio, straight from its projections. */
export class SqliteRecordReader implements RecordReader {
  readonly #database: SqliteDatabase;
  readonly #portfolio: string;

  constructor(database: SqliteDatabase, portfolio: string) {
    this.#database = database;
    this.#portfolio = portfolio;
  }

  openOrders(): readonly OrderRecord[] {
    return this.#bodies(
      `SELECT body FROM orders WHERE portfolio = ? AND life NOT IN (${endedLives}) ORDER BY rowid`,
    );
  }

  order(clientOrderId: string): OrderRecord | undefined {
    return this.#bodies<OrderRecord>(
      'SELECT body FROM orders WHERE portfolio = ? AND client_order_id = ?',
      clientOrderId,
    )[0];
  }

  orderedSymbols(): readonly string[] {
    const rows = this.#database
      .prepare(
        "SELECT DISTINCT json_extract(body, '$.intent.symbol') AS symbol FROM orders WHERE portfolio = ?",
      )
      .all(this.#portfolio) as { symbol: string }[];
    return rows.map(({ symbol }) => symbol);
  }

  recentOrders(windowMs: number): readonly OrderRecord[] {
    const created = "json_extract(body, '$.intent.createdTime')";
    return this.#bodies(
      `SELECT body FROM orders WHERE portfolio = ?
       AND ${created} >= (SELECT max(${created}) FROM orders WHERE portfolio = ?) - ?
       ORDER BY ${created}`,
      this.#portfolio,
      windowMs,
    );
  }

  equityMarks(baseCurrency: string): readonly EquityPoint[] {
    const mark = (order: string, since = Number.MIN_SAFE_INTEGER): EquityPoint | undefined =>
      this.#bodies<EquityPoint>(
        `SELECT equity.body AS body FROM equity JOIN sessions ON sessions.id = equity.session
         WHERE portfolio = ? AND json_extract(equity.body, '$.equity') IS NOT NULL
         AND json_extract(equity.body, '$.baseCurrency') = ? AND equity.time >= ?
         ORDER BY ${order} LIMIT 1`,
        baseCurrency,
        since,
      )[0];
    const newest = mark('seq DESC');
    if (newest === undefined) return [];
    const first = mark('seq', newest.time - (newest.time % dayMs));
    const highest = mark("CAST(json_extract(equity.body, '$.equity') AS REAL) DESC, seq");
    return [highest, first, newest]
      .filter((point) => point !== undefined)
      .toSorted((left, right) => left.time - right.time);
  }

  openPlans(): readonly Plan[] {
    return this.#bodies(
      `SELECT body FROM plans WHERE portfolio = ? AND state NOT IN ('closed','canceled','failed') ORDER BY rowid`,
    );
  }

  plan(planId: string): Plan | undefined {
    return this.#bodies<Plan>(
      'SELECT body FROM plans WHERE portfolio = ? AND plan_id = ?',
      planId,
    )[0];
  }

  bookPositions(): readonly BookPosition[] {
    return this.#bodies('SELECT body FROM positions WHERE portfolio = ? ORDER BY rowid');
  }

  ledgerEntries(): readonly LedgerEntry[] {
    return this.#bodies('SELECT body FROM ledger_entries WHERE portfolio = ? ORDER BY rowid');
  }

  fills(clientOrderId?: string): readonly Fill[] {
    if (clientOrderId === undefined)
      return this.#bodies('SELECT body FROM fills WHERE portfolio = ? ORDER BY rowid');
    return this.#bodies(
      'SELECT body FROM fills WHERE portfolio = ? AND client_order_id = ? ORDER BY rowid',
      clientOrderId,
    );
  }

  commissions(): readonly Commission[] {
    return this.#bodies('SELECT body FROM commissions WHERE portfolio = ? ORDER BY rowid');
  }

  openHalts(): readonly Halt[] {
    return this.#bodies(
      'SELECT body FROM halts WHERE portfolio = ? AND cleared_time IS NULL ORDER BY rowid',
    );
  }

  lastFillTime(): number | undefined {
    const row = this.#database
      .prepare('SELECT max(time) AS time FROM fills WHERE portfolio = ?')
      .get(this.#portfolio) as { time: number | null };
    return row.time ?? undefined;
  }

  #bodies<Record>(sql: string, ...parameters: readonly (string | number)[]): readonly Record[] {
    const rows = this.#database.prepare(sql).all(this.#portfolio, ...parameters) as {
      body: string;
    }[];
    return rows.map((row) => JSON.parse(row.body) as Record);
  }
}
