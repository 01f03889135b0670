/** The record of an agent that was given, or lost, the right to act on its own. @module */
import { z } from 'zod';
import { timeSchema } from './decimal-schema.ts';

const mode = z.enum(['shadow', 'propose', 'auto-paper', 'auto-live']);

/** One change. `reason` names the evidence: what was counted on the way up, what went wrong on the way down. */
export const agentModeChangeSchema = z.object({
  strategyName: z.string().min(1),
  from: mode,
  to: mode,
  reason: z.string(),
  time: timeSchema,
});
/** One change. */
export type AgentModeChange = Readonly<z.infer<typeof agentModeChangeSchema>>;
