/** One session in detail. @module */
import {
  Decimal,
  viewOf,
  type AgentDecision,
  type AgentProposal,
  type BookPosition,
  type Commission,
  type Decision,
  type EquityPoint,
  type Fill,
  type OrderRecord,
  type OrderView,
  type Plan,
  type RiskVerdict,
} from '@tradewright/core';
import { agentDecisionsOf, agentProposalsOf } from './agent-decisions.ts';
import { roundTrips, type RoundTrip } from './round-trips.ts';
import { standingFills } from './standing-fills.ts';
import type { SqliteDatabase } from '../database/open-database.ts';

/** Reads the records of one session, oldest first. */
export class SessionDetails {
  readonly #database: SqliteDatabase;
  readonly #session: string;

  constructor(database: SqliteDatabase, session: string) {
    this.#database = database;
    this.#session = session;
  }

  /** Every order of the session, as shown. */
  orders(): readonly OrderView[] {
    return this.#bodies<OrderRecord>(
      'SELECT body FROM orders WHERE session = ? ORDER BY rowid',
    ).map(viewOf);
  }

  /** Every revision of every execution, as it was booked. */
  fills(): readonly Fill[] {
    return this.#bodies('SELECT body FROM fills WHERE session = ? ORDER BY rowid');
  }

  /** Executions of the session as they stand now; their commissions may have come in a later one. */
  standingFills(): readonly Fill[] {
    const commissions = this.#bodies<Commission>(
      `SELECT paid.body FROM fills JOIN commissions AS paid USING (portfolio, venue, account_id, fill_id)
       WHERE fills.session = ? ORDER BY paid.rowid`,
    );
    return standingFills(this.fills(), commissions);
  }

  plans(): readonly Plan[] {
    return this.#bodies('SELECT body FROM plans WHERE session = ? ORDER BY rowid');
  }

  decisions(): readonly Decision[] {
    return this.#bodies('SELECT body FROM decisions WHERE session = ? ORDER BY rowid');
  }

  /** What was left for a person, each state that it came to. */
  agentProposals(): readonly AgentProposal[] {
    return agentProposalsOf(this.#database, this.#session);
  }

  /** Cycles in which an agent was asked. */
  agentDecisions(): readonly AgentDecision[] {
    return agentDecisionsOf(this.#database, this.#session);
  }

  equity(): readonly EquityPoint[] {
    return this.#bodies('SELECT body FROM equity WHERE session = ? ORDER BY seq');
  }

  /** Books of the session's portfolio as they stand now. */
  positions(): readonly BookPosition[] {
    return this.#bodies(
      'SELECT positions.body AS body FROM positions JOIN sessions USING (portfolio) WHERE sessions.id = ? ORDER BY positions.rowid',
    );
  }

  /** The lives of positions that this session has moved, up to its end; what an earlier one opened is counted whole. */
  roundTrips(): readonly RoundTrip[] {
    const [first] = this.#bodies<BookPosition>(
      "SELECT body FROM event WHERE session = ? AND type = 'position.changed' ORDER BY seq LIMIT 1",
    );
    if (first === undefined) return [];
    const states = this.#bodies<BookPosition>(
      `SELECT event.body AS body FROM event JOIN sessions ON sessions.id = event.session
       WHERE event.type = 'position.changed'
       AND (sessions.portfolio, event.seq) IN (
         SELECT one.portfolio, event.seq FROM sessions AS one WHERE one.id = ?
         AND event.seq <= (SELECT max(seq) FROM event AS own WHERE own.session = one.id)
       ) ORDER BY event.seq`,
    );
    return roundTrips(states).filter(
      ({ closedTime }) => closedTime === null || closedTime >= first.updatedTime,
    );
  }

  /** How often each rule said no. */
  denials(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const verdict of this.#bodies<RiskVerdict>(
      'SELECT body FROM verdicts WHERE session = ? AND approved = 0',
    )) {
      for (const { rule } of verdict.denials) counts[rule] = (counts[rule] ?? 0) + 1;
    }
    return counts;
  }

  /** Sum of all postings per currency: a ledger that balances has zeros. */
  ledgerImbalance(): Readonly<Record<string, string>> {
    const rows = this.#database
      .prepare('SELECT currency, amount FROM ledger_postings WHERE session = ?')
      .all(this.#session) as { currency: string; amount: string }[];
    const sums = new Map<string, Decimal>();
    for (const { currency, amount } of rows)
      sums.set(currency, (sums.get(currency) ?? Decimal.zero).plus(Decimal.from(amount)));
    return Object.fromEntries([...sums].map(([currency, sum]) => [currency, sum.toString()]));
  }

  #bodies<Record>(sql: string): readonly Record[] {
    const rows = this.#database.prepare(sql).all(this.#session) as { body: string }[];
    return rows.map((row) => JSON.parse(row.body) as Record);
  }
}
