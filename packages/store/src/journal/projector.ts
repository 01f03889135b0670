/** Keeps the tables that are read from in step with the events. @module */
import type { JournalBody, JournalEvent } from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';

/** An event with its place and its body as canonical JSON. */
export type ProjectedEvent = {
  readonly seq: number;
  readonly session: string;
  readonly portfolio: string;
  readonly event: JournalEvent;
  readonly body: string;
};

/** Tables that are rebuilt from the events, and never written otherwise. */
export const projectionTables = [
  'sessions',
  'orders',
  'fills',
  'commissions',
  'ledger_entries',
  'ledger_postings',
  'positions',
  'plans',
  'decisions',
  'verdicts',
  'equity',
  'halts',
  'accounts',
] as const;

/** One prepared statement per table; bodies are whole records, so a projection is an upsert. */
export class Projector {
  readonly #run: ReturnType<typeof prepareAll>;

  constructor(database: SqliteDatabase) {
    this.#run = prepareAll(database);
  }

  /** Must run inside the transaction of the event. */
  project(row: ProjectedEvent): void {
    const { session, portfolio, seq, body, event } = row;
    switch (event.type) {
      case 'session.started':
        this.#run.session.run(session, portfolio, event.body.startedAt, body);
        break;
      case 'session.ended':
        this.#run.sessionEnd.run(event.body.status, body, session);
        break;
      case 'order.intent':
      case 'order.changed':
        this.#run.order.run(
          portfolio,
          event.body.intent.clientOrderId,
          session,
          event.body.life,
          body,
        );
        break;
      case 'fill.booked': {
        const fill = event.body;
        this.#run.fill.run(
          portfolio,
          fill.venue,
          fill.accountId,
          fill.fillId,
          fill.revision,
          session,
          fill.clientOrderId,
          fill.time,
          body,
        );
        break;
      }
      case 'commission.booked': {
        const paid = event.body;
        this.#run.commission.run(
          portfolio,
          paid.venue,
          paid.accountId,
          paid.fillId,
          paid.revision,
          session,
          body,
        );
        break;
      }
      case 'ledger.posted':
        this.#ledger(row, event.body);
        break;
      case 'position.changed':
        this.#run.position.run(
          portfolio,
          event.body.strategyName,
          event.body.symbol,
          event.body.state,
          body,
        );
        break;
      case 'plan.changed':
        this.#run.plan.run(portfolio, event.body.planId, session, event.body.state, body);
        break;
      case 'decision.made':
        this.#run.decision.run(portfolio, event.body.decisionId, session, event.time, body);
        break;
      case 'risk.reviewed':
        this.#run.verdict.run(seq, session, event.body.approved ? 1 : 0, body);
        break;
      case 'equity.marked':
        this.#run.equity.run(seq, session, event.time, body);
        break;
      case 'halt.changed':
        this.#run.halt.run(portfolio, event.body.haltId, event.body.clearedTime, body);
        break;
      case 'account.observed':
        this.#run.account.run(portfolio, event.body.venue, event.body.accountId, body);
        break;
      case 'agent.decided':
      case 'agent.proposal-changed':
      case 'agent.mode-changed':
      case 'order.elsewhere':
      case 'health.changed':
      case 'command.handled':
        break;
    }
  }

  #ledger(row: ProjectedEvent, entry: JournalBody<'ledger.posted'>): void {
    const { portfolio, session } = row;
    this.#run.entry.run(portfolio, entry.entryId, session, entry.time, row.body);
    entry.postings.forEach(({ account, currency, amount, quantity }, leg) => {
      this.#run.posting.run(
        portfolio,
        entry.entryId,
        leg,
        session,
        account,
        currency,
        amount,
        quantity,
      );
    });
  }
}

function prepareAll(database: SqliteDatabase) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    session: prepare('INSERT INTO sessions (id, portfolio, started_at, body) VALUES (?, ?, ?, ?)'),
    sessionEnd: prepare('UPDATE sessions SET status = ?, "end" = ? WHERE id = ?'),
    order: prepare(
      'INSERT INTO orders VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET life = excluded.life, body = excluded.body',
    ),
    fill: prepare('INSERT INTO fills VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    commission: prepare('INSERT INTO commissions VALUES (?, ?, ?, ?, ?, ?, ?)'),
    entry: prepare('INSERT INTO ledger_entries VALUES (?, ?, ?, ?, ?)'),
    posting: prepare('INSERT INTO ledger_postings VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    position: prepare(
      'INSERT INTO positions VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, body = excluded.body',
    ),
    plan: prepare(
      'INSERT INTO plans VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, body = excluded.body',
    ),
    decision: prepare('INSERT INTO decisions VALUES (?, ?, ?, ?, ?)'),
    verdict: prepare('INSERT INTO verdicts VALUES (?, ?, ?, ?)'),
    equity: prepare('INSERT INTO equity VALUES (?, ?, ?, ?)'),
    halt: prepare(
      'INSERT INTO halts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET cleared_time = excluded.cleared_time, body = excluded.body',
    ),
    account: prepare(
      'INSERT INTO accounts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
    ),
  };
}
