/** What a strategy answers in one decision cycle. @module */
import { z } from 'zod';
import { timeSchema } from './decimal-schema.ts';
import { planAmendmentSchema, planProposalSchema } from './plan.ts';
import { symbolSchema } from './symbol.ts';

/** One step that a strategy asks for. `hold` names its reason; everything else is checked by plan and risk rules. */
export const strategyActionSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('hold'),
    symbol: symbolSchema.nullable(),
    reasons: z.array(z.string()),
  }),
  z.object({ action: z.literal('open'), proposal: planProposalSchema }),
  z.object({
    action: z.literal('amend'),
    amendment: planAmendmentSchema,
    reasons: z.array(z.string()),
  }),
  z.object({
    action: z.literal('close'),
    planId: z.string(),
    fraction: z.number().positive().max(1),
    reasons: z.array(z.string()),
  }),
  z.object({ action: z.literal('cancel-plan'), planId: z.string(), reasons: z.array(z.string()) }),
]);
/** One step that a strategy asks for. */
export type StrategyAction = Readonly<z.infer<typeof strategyActionSchema>>;

/** How one action ended. */
export const actionOutcomeSchema = z.enum([
  'held',
  'admitted',
  'done',
  'rejected',
  'denied',
  'failed',
]);
/** How one action ended. */
export type ActionOutcome = z.infer<typeof actionOutcomeSchema>;

/** The record of one decision cycle of one strategy. `contextHash` is SHA-256 over the context shown, `null` for bar handlers. */
export const decisionSchema = z.object({
  decisionId: z.string().min(1),
  strategyName: z.string().min(1),
  label: z.string(),
  contextHash: z.string().nullable(),
  actions: z.array(
    z.object({
      request: strategyActionSchema,
      outcome: actionOutcomeSchema,
      planId: z.string().nullable(),
      reasons: z.array(z.string()),
    }),
  ),
  time: timeSchema,
});
/** The record of one decision cycle of one strategy. */
export type Decision = Readonly<z.infer<typeof decisionSchema>>;
