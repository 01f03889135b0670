/** The record of one cycle of an agent: what it was shown, asked, answered, and what the gate made of it. @module */
import { z } from 'zod';
import { decimalSchema, timeSchema } from './decimal-schema.ts';

/**
 * How the cycle ended, each counted apart. `decided` passed at least one action on; `held` is the
 * model's own hold; `skipped` means that the screen saw nothing worth a call.
 */
export const agentOutcomeSchema = z.enum([
  'decided',
  'held',
  'awaiting-approval',
  'shadowed',
  'skipped',
  'model-error',
  'invalid-output',
  'budget-stop',
  'gate-rejected',
  'killed',
]);
/** How the cycle ended. */
export type AgentOutcome = z.infer<typeof agentOutcomeSchema>;

/** What the gate made of one item. `from` and `to` of a clamp are text with their unit. */
const agentVerdictSchema = z.object({
  kind: z.string(),
  subject: z.string().nullable(),
  verdict: z.enum(['accepted', 'clamped', 'rejected']),
  reasons: z.array(z.object({ rule: z.string(), message: z.string() })),
  clamps: z.array(z.object({ rule: z.string(), from: z.string(), to: z.string() })),
});
/** What the gate made of one item. */
export type AgentVerdict = Readonly<z.infer<typeof agentVerdictSchema>>;

const tokenCount = z.number().int().min(0).nullable();

/** One exchange with the model. Hashes are SHA-256, hexadecimal; the texts lie in the session's exchange file under them. */
const agentStepSchema = z.object({
  requestHash: z.string(),
  answerHash: z.string().nullable(),
  failure: z.string().nullable(),
  calls: z.array(
    z.object({
      name: z.string(),
      argumentsJson: z.string(),
      ok: z.boolean(),
      resultHash: z.string(),
      bytes: z.number().int(),
      asOf: z.number().nullable(),
    }),
  ),
  inputTokens: tokenCount,
  cachedTokens: tokenCount,
  outputTokens: tokenCount,
  /** Models that could not be reached before the one that answered, each with its reason. */
  passedOver: z.array(z.string()).optional(),
});

/**
 * One cycle. `contextHash` ties it to the `decision.made` of the same cycle. `cost` is what was
 * charged in `currency`, worst case where the endpoint counted nothing.
 */
export const agentDecisionSchema = z.object({
  agentDecisionId: z.string().min(1),
  strategyName: z.string().min(1),
  provider: z.string(),
  model: z.string(),
  servedModel: z.string().nullable(),
  mode: z.string(),
  outcome: agentOutcomeSchema,
  detail: z.string().nullable(),
  contextHash: z.string(),
  promptHash: z.string(),
  policyHash: z.string(),
  steps: z.array(agentStepSchema),
  answer: z.string().nullable(),
  repaired: z.boolean(),
  degraded: z.boolean(),
  tainted: z.boolean(),
  verdicts: z.array(agentVerdictSchema),
  cost: decimalSchema,
  currency: z.string(),
  time: timeSchema,
});
/** One cycle of an agent. */
export type AgentDecision = Readonly<z.infer<typeof agentDecisionSchema>>;
