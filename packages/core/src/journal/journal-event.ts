/** The append-only truth: every event the journal knows. @module */
import { z } from 'zod';
import { accountSnapshotSchema } from '../domain/account.ts';
import { agentDecisionSchema } from '../domain/agent-decision.ts';
import { agentModeChangeSchema } from '../domain/agent-mode-change.ts';
import { agentProposalSchema } from '../domain/agent-proposal.ts';
import { decisionSchema } from '../domain/decision.ts';
import { commissionSchema, fillSchema } from '../domain/fill.ts';
import { ledgerEntrySchema } from '../domain/ledger-entry.ts';
import { orderRecordSchema } from '../domain/order-record.ts';
import { orderReportSchema } from '../domain/order-report.ts';
import { planSchema } from '../domain/plan.ts';
import { bookPositionSchema, equityPointSchema, haltSchema } from '../domain/portfolio-records.ts';
import { riskVerdictSchema } from '../domain/risk-verdict.ts';
import { sessionEndSchema, sessionRecordSchema } from '../domain/session-record.ts';

/**
 * Body of each event type. The part before the dot is the stream.
 *
 * Bodies are whole records, so that a projection is an upsert and needs no rules of the engine.
 * `order.intent` and `order.sending` stand before the bytes of an order (DESIGN §5).
 */
export const journalBodies = {
  'session.started': sessionRecordSchema,
  'session.ended': sessionEndSchema,
  'account.observed': accountSnapshotSchema,
  'decision.made': decisionSchema,
  'agent.decided': agentDecisionSchema,
  'agent.proposal-changed': agentProposalSchema,
  'agent.mode-changed': agentModeChangeSchema,
  'plan.changed': planSchema,
  'risk.reviewed': riskVerdictSchema,
  'order.intent': orderRecordSchema,
  'order.changed': orderRecordSchema,
  'order.elsewhere': orderReportSchema,
  'fill.booked': fillSchema,
  'commission.booked': commissionSchema,
  'ledger.posted': ledgerEntrySchema,
  'position.changed': bookPositionSchema,
  'equity.marked': equityPointSchema,
  'halt.changed': haltSchema,
  'health.changed': z.object({ component: z.string(), state: z.string(), reason: z.string() }),
  'command.handled': z.object({
    commandId: z.string(),
    verb: z.string(),
    outcome: z.string(),
    message: z.string(),
  }),
} as const;

/** Name of an event, `stream.what`. */
export type JournalEventType = keyof typeof journalBodies;

/** One event before it gets its place and hash. `time` is session time (virtual in a replay), ms UTC. */
export type JournalEvent = {
  readonly [Type in JournalEventType]: {
    readonly type: Type;
    readonly version: 1;
    readonly time: number;
    readonly body: Readonly<z.infer<(typeof journalBodies)[Type]>>;
  };
}[JournalEventType];

/** Body of one event type. */
export type JournalBody<Type extends JournalEventType> = Extract<
  JournalEvent,
  { type: Type }
>['body'];

/** Builds one event. */
export function journalEvent<Type extends JournalEventType>(
  type: Type,
  time: number,
  body: JournalBody<Type>,
): JournalEvent {
  return { type, version: 1, time, body } as JournalEvent;
}
