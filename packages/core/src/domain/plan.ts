/** Plans: from untrusted proposals to admitted plans. @module */
import { z } from 'zod';
import { decimalSchema, positiveDecimalSchema, timeSchema } from './decimal-schema.ts';
import { sideSchema } from './order-terms.ts';
import { symbolSchema } from './symbol.ts';

/**
 * What a strategy or a model suggests: data without authority, and never a quantity.
 *
 * `riskFraction` is the share of equity that may be lost between entry and stop (0.01 = 1 %).
 * `entryPrice` `null` enters at the market. Prices are market numbers; the door to exact values
 * is the sizing. `expiresAt` ends an unfilled entry, `maxHoldMs` an open position.
 */
export const planProposalSchema = z.object({
  symbol: symbolSchema,
  side: sideSchema,
  riskFraction: z.number().positive().max(1),
  entryPrice: z.number().positive().nullable(),
  stopPrice: z.number().positive(),
  targetPrice: z.number().positive().nullable(),
  trailDistance: z.number().positive().nullable(),
  expiresAt: timeSchema.nullable(),
  maxHoldMs: z.number().int().positive().nullable(),
  reasons: z.array(z.string().max(500)).max(20),
});
/** What a strategy or a model suggests. */
export type PlanProposal = Readonly<z.infer<typeof planProposalSchema>>;

/** State of an admitted plan. `entering` waits for its entry, `exiting` for its exit. */
export const planStateSchema = z.enum([
  'admitted',
  'entering',
  'open',
  'exiting',
  'closed',
  'canceled',
  'failed',
]);
/** State of an admitted plan. */
export type PlanState = z.infer<typeof planStateSchema>;

/**
 * An admitted plan. `quantity` is what sizing allowed, `filled` what the entry got, `exited` what
 * left again, all unsigned. `stopPrice` may only move in the direction that lowers risk unless
 * policy says so. `revision` rises with each change and is the optimistic lock of amendments.
 */
export const planSchema = z.object({
  planId: z.string().min(1),
  revision: z.number().int().min(0),
  strategyName: z.string().min(1),
  symbol: symbolSchema,
  side: sideSchema,
  state: planStateSchema,
  quantity: positiveDecimalSchema,
  filled: decimalSchema,
  exited: decimalSchema,
  averageEntryPrice: decimalSchema.nullable(),
  entryPrice: positiveDecimalSchema.nullable(),
  stopPrice: positiveDecimalSchema,
  initialStopPrice: positiveDecimalSchema,
  targetPrice: positiveDecimalSchema.nullable(),
  trailDistance: positiveDecimalSchema.nullable(),
  expiresAt: timeSchema.nullable(),
  maxHoldMs: z.number().int().positive().nullable(),
  entryClientOrderId: z.string().nullable(),
  exitClientOrderIds: z.array(z.string()),
  protectionClientOrderIds: z.array(z.string()),
  reasons: z.array(z.string()),
  closeReason: z.string().nullable(),
  createdTime: timeSchema,
  updatedTime: timeSchema,
});
/** An admitted plan. */
export type Plan = Readonly<z.infer<typeof planSchema>>;

/** New terms for a plan; `null` keeps what it has. */
export const planAmendmentSchema = z.object({
  planId: z.string().min(1),
  revision: z.number().int().min(0),
  stopPrice: z.number().positive().nullable(),
  targetPrice: z.number().positive().nullable(),
});
/** New terms for a plan. */
export type PlanAmendment = Readonly<z.infer<typeof planAmendmentSchema>>;
