/** The record of a plan that waits for a person, and of how it ended. @module */
import { z } from 'zod';
import { timeSchema } from './decimal-schema.ts';

/**
 * One state of a proposal. `waiting` is its first; a person's approval is used once and ends it:
 * `passed-on` to sizing and risk, `rejected` by the gate as things stood then, or `lapsed` because
 * its time or its price had passed. Nobody's answer leaves it waiting.
 */
export const agentProposalSchema = z.object({
  hash: z.string().min(1),
  strategyName: z.string().min(1),
  /** The decision that made it, or `mcp:NAME`. */
  agentDecisionId: z.string().min(1),
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  state: z.enum(['waiting', 'passed-on', 'rejected', 'lapsed']),
  reason: z.string().nullable(),
  time: timeSchema,
});
/** One state of a proposal. */
export type AgentProposal = Readonly<z.infer<typeof agentProposalSchema>>;
