/** What risk says of a request. @module */
import { z } from 'zod';
import { decimalSchema, timeSchema } from './decimal-schema.ts';

/**
 * One broken rule. `limit` and `value` are text with their unit as the rule states it; `null`
 * where the rule has none or the value could not be known. `largestSize` is the largest quantity
 * that this rule would pass, `null` when no size would.
 */
export const riskDenialSchema = z.object({
  rule: z.string().min(1),
  limit: z.string().nullable(),
  value: z.string().nullable(),
  largestSize: decimalSchema.nullable(),
  message: z.string(),
});
/** One broken rule. */
export type RiskDenial = Readonly<z.infer<typeof riskDenialSchema>>;

/** A verdict over all rules: `denials` names every broken one and is empty when approved. */
export const riskVerdictSchema = z.object({
  approved: z.boolean(),
  denials: z.array(riskDenialSchema),
  largestSize: decimalSchema.nullable(),
  strategyName: z.string().nullable(),
  planId: z.string().nullable(),
  symbol: z.string(),
  side: z.string(),
  quantity: decimalSchema,
  time: timeSchema,
});
/** A verdict over all rules. */
export type RiskVerdict = Readonly<z.infer<typeof riskVerdictSchema>>;
