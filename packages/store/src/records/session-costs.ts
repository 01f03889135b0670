/** What a session has cost, and what it brought after all of it. @module */
import { Decimal, type EquityPoint } from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';

/**
 * Sums in base currency, `null` where a rate is missing. `netPnl` is what prices brought between the
 * first and the last mark, realised and not, less fees and models; `costPerHour` is over the time of
 * the market, `null` for a session without one.
 */
export type SessionCosts = {
  readonly llmCost: string | null;
  readonly totalCost: string | null;
  readonly costPerHour: string | null;
  readonly netPnl: string | null;
};

const hourMs = Decimal.from('3600000');
const places = 8;

/** @param fees - Commissions of the session in base currency. */
export function sessionCosts(
  database: SqliteDatabase,
  session: string,
  { baseCurrency, fees }: { readonly baseCurrency: string; readonly fees: string | null },
): SessionCosts {
  const llm = llmCostOf(database, session, baseCurrency);
  const total = fees === null || llm === null ? null : Decimal.from(fees).plus(llm);
  const [first, last] = [markOf(database, session, 'ASC'), markOf(database, session, 'DESC')];
  const gained = gainOf(first, last);
  const hours = Decimal.from(String((last?.time ?? 0) - (first?.time ?? 0))).dividedBy(hourMs);
  return {
    llmCost: textOf(llm),
    totalCost: textOf(total),
    costPerHour: total === null || !hours.isPositive() ? null : textOf(total.dividedBy(hours)),
    netPnl: gained === null || total === null ? null : textOf(gained.minus(total)),
  };
}

/** From the ledger, which has it in base currency where a rate was known. */
function llmCostOf(
  database: SqliteDatabase,
  session: string,
  baseCurrency: string,
): Decimal | null {
  const rows = database
    .prepare(
      `SELECT currency, amount FROM ledger_postings WHERE session = ? AND account = 'expense:llm'`,
    )
    .all(session) as { currency: string; amount: string }[];
  if (rows.some(({ currency }) => currency !== baseCurrency)) return null;
  return rows.reduce((sum, { amount }) => sum.plus(Decimal.from(amount)), Decimal.zero);
}

function markOf(
  database: SqliteDatabase,
  session: string,
  order: 'ASC' | 'DESC',
): EquityPoint | undefined {
  const row = database
    .prepare(`SELECT body FROM equity WHERE session = ? ORDER BY seq ${order} LIMIT 1`)
    .get(session) as { body: string } | undefined;
  return row === undefined ? undefined : (JSON.parse(row.body) as EquityPoint);
}

function gainOf(first: EquityPoint | undefined, last: EquityPoint | undefined): Decimal | null {
  const worth = (mark: EquityPoint | undefined): Decimal | null =>
    mark?.realisedPnl == null || mark.unrealisedPnl === null
      ? null
      : Decimal.from(mark.realisedPnl).plus(Decimal.from(mark.unrealisedPnl));
  const [before, after] = [worth(first), worth(last)];
  return before === null || after === null ? null : after.minus(before);
}

function textOf(value: Decimal | null): string | null {
  return value === null ? null : value.roundedToPlaces(places).toString();
}
