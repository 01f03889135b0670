/** Sessions as lists show them (DESIGN §9 `sessions`). @module */
import { Decimal, type EquityPoint, type SessionEnd, type SessionRecord } from '@tradewright/core';
import { agentDecisionsOf, llmSummary } from './agent-decisions.ts';
import type { SqliteDatabase } from '../database/open-database.ts';
import { sessionCosts, type SessionCosts } from './session-costs.ts';

/** One session in a list. Sums are decimal text in `baseCurrency`, `null` where a rate is missing. */
export type SessionSummary = SessionCosts & {
  readonly id: string;
  readonly status: string;
  readonly venue: string;
  readonly mode: string;
  readonly baseCurrency: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly decisions: number;
  readonly plans: number;
  readonly denials: number;
  readonly orders: number;
  readonly fills: number;
  readonly fees: string | null;
  readonly realisedPnl: string | null;
  readonly unrealisedPnl: string | null;
  readonly digest: string | null;
  readonly llm: {
    readonly provider: string;
    readonly model: string | null;
    readonly calls: number;
    readonly inputTokens: number | null;
    readonly outputTokens: number | null;
    readonly cost: string;
    readonly currency: string;
  };
};

/** A row of the table `sessions`. */
export type SessionRow = {
  readonly id: string;
  readonly portfolio: string;
  readonly body: string;
  readonly status: string | null;
  readonly end: string | null;
};

const tables = {
  decisions: 'decisions',
  plans: 'plans',
  orders: 'orders',
  fills: 'fills',
} as const;

/** @param isRunning - Tells whether a session without an end still has its lock; without one it was interrupted. */
export function sessionSummary(
  database: SqliteDatabase,
  row: SessionRow,
  isRunning: (record: SessionRecord) => boolean,
): SessionSummary {
  const record = JSON.parse(row.body) as SessionRecord;
  const end = row.end === null ? undefined : (JSON.parse(row.end) as SessionEnd);
  const count = (table: keyof typeof tables): number =>
    (
      database
        .prepare(`SELECT count(*) AS count FROM ${tables[table]} WHERE session = ?`)
        .get(row.id) as { count: number }
    ).count;
  const denials = database
    .prepare('SELECT count(*) AS count FROM verdicts WHERE session = ? AND approved = 0')
    .get(row.id) as { count: number };
  const last = database
    .prepare('SELECT body FROM equity WHERE session = ? ORDER BY seq DESC LIMIT 1')
    .get(row.id) as { body: string } | undefined;
  const mark = last === undefined ? undefined : (JSON.parse(last.body) as EquityPoint);
  const { baseCurrency } = record;
  const fees = feesOf(database, row.id, baseCurrency) ?? feesByMarks(database, row.id);
  return {
    id: row.id,
    status: end?.status ?? (isRunning(record) ? 'running' : 'interrupted'),
    venue: record.venue,
    mode: record.mode,
    baseCurrency: record.baseCurrency,
    startedAt: record.startedAt,
    endedAt: end?.endedAt ?? null,
    decisions: count('decisions'),
    plans: count('plans'),
    denials: denials.count,
    orders: count('orders'),
    fills: count('fills'),
    fees,
    ...sessionCosts(database, row.id, { baseCurrency, fees }),
    realisedPnl: mark?.realisedPnl ?? null,
    unrealisedPnl: mark?.unrealisedPnl ?? null,
    digest: end?.digest ?? null,
    llm: llmSummary(record, agentDecisionsOf(database, row.id)),
  };
}

/** Commissions of the session, from the ledger; `null` as soon as one was paid in another currency. */
function feesOf(database: SqliteDatabase, session: string, baseCurrency: string): string | null {
  const rows = database
    .prepare(
      `SELECT currency, amount FROM ledger_postings WHERE session = ? AND account = 'expense:commission'`,
    )
    .all(session) as { currency: string; amount: string }[];
  if (rows.some((row) => row.currency !== baseCurrency)) return null;
  return rows.reduce((sum, row) => sum.plus(Decimal.from(row.amount)), Decimal.zero).toString();
}

/** What the fees in base currency grew by between the first and the last mark; `null` where a rate was missing. */
function feesByMarks(database: SqliteDatabase, session: string): string | null {
  const markedFees = (order: 'ASC' | 'DESC'): string | null => {
    const row = database
      .prepare(`SELECT body FROM equity WHERE session = ? ORDER BY seq ${order} LIMIT 1`)
      .get(session) as { body: string } | undefined;
    return row === undefined ? null : (JSON.parse(row.body) as EquityPoint).fees;
  };
  const [first, last] = [markedFees('ASC'), markedFees('DESC')];
  if (first === null || last === null) return null;
  return Decimal.from(last).minus(Decimal.from(first)).toString();
}
