/** What an agent of a session was asked and charged. @module */
import {
  Decimal,
  type AgentDecision,
  type AgentProposal,
  type SessionRecord,
} from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';
import type { SessionSummary } from './session-summary.ts';

/** The records of one session, oldest first: read from the events, of which they are few. */
export function agentDecisionsOf(
  database: SqliteDatabase,
  session: string,
): readonly AgentDecision[] {
  const rows = database
    .prepare("SELECT body FROM event WHERE session = ? AND type = 'agent.decided' ORDER BY seq")
    .all(session) as { body: string }[];
  return rows.map((row) => JSON.parse(row.body) as AgentDecision);
}

/** What an agent of the session left for a person, and how each ended, oldest first. */
export function agentProposalsOf(
  database: SqliteDatabase,
  session: string,
): readonly AgentProposal[] {
  const rows = database
    .prepare(
      "SELECT body FROM event WHERE session = ? AND type = 'agent.proposal-changed' ORDER BY seq",
    )
    .all(session) as { body: string }[];
  return rows.map((row) => JSON.parse(row.body) as AgentProposal);
}

/** Sums over a session; tokens are `null` as soon as one answer was not counted. */
export function llmSummary(
  record: SessionRecord,
  decisions: readonly AgentDecision[],
): SessionSummary['llm'] {
  const steps = decisions.flatMap((decision) => decision.steps);
  const sum = (counts: readonly (number | null)[]): number | null =>
    counts.reduce<number | null>(
      (total, one) => (total === null || one === null ? null : total + one),
      0,
    );
  return {
    provider: record.provider,
    model: decisions.at(-1)?.model ?? null,
    calls: steps.length,
    inputTokens: sum(steps.map((step) => step.inputTokens)),
    outputTokens: sum(steps.map((step) => step.outputTokens)),
    cost: decisions
      .reduce((total, { cost }) => total.plus(Decimal.from(cost)), Decimal.zero)
      .toString(),
    currency: decisions.at(-1)?.currency ?? 'USD',
  };
}
