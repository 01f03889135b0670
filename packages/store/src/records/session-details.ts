/** One session in detail. @module */
import {
  Decimal,
  viewOf,
  type AgentDecision,
  type AgentProposal,
  type BookPosition,
  type Decision,
  type EquityPoint,
  type Fill,
  type OrderRecord,
  type OrderView,
  type Plan,
  type RiskVerdict,
} from '@tradewright/core';
import { agentDecisionsOf, agentProposalsOf } from './agent-decisions.ts';
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

  fills(): readonly Fill[] {
    return this.#bodies('SELECT body FROM fills WHERE session = ? ORDER BY rowid');
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
