/** What a model may answer: the only words it has. @module */
import { z } from 'zod';

// A closed list, so that no free text becomes a category.
const theses = ['trend', 'breakout', 'pullback', 'mean-reversion', 'event', 'other'] as const;

const holdReasons = [
  'no_setup',
  'conflicting',
  'data_insufficient',
  'risk_full',
  'session_closed',
  'plan_goes_on',
] as const;

const shortText = (length: number) => z.string().max(length);
const reference = z.string().min(1).max(80);

const evidenceSchema = z.strictObject({
  /** A symbol, plan or tool result that was shown. */
  ref: reference,
  /** Member of it, nested ones by dots. */
  field: z.string().min(1).max(80),
  /** The number claimed; `null` claims only that it was read. */
  value: z.number().nullable(),
});
/** A claim that can be checked against what was shown. */
export type EvidenceClaim = Readonly<z.infer<typeof evidenceSchema>>;

/** The shape of a request for new risk. */
export const openItemSchema = z.strictObject({
  kind: z.literal('open'),
  symbol: reference,
  side: z.enum(['long', 'short']),
  entry: z.strictObject({
    type: z.enum(['market', 'limit']),
    price: z.number().positive().nullable(),
  }),
  riskFraction: z.number().positive().max(1),
  stop: z.number().positive(),
  target: z.number().positive().nullable(),
  validMinutes: z.number().int().min(1).max(100_000).nullable(),
  maxHoldMinutes: z.number().int().min(1).max(1_000_000).nullable(),
  thesis: z.enum(theses),
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema).min(1).max(8),
  rationale: shortText(600),
});
/** The shape of a change of a plan. */
export const amendItemSchema = z.strictObject({
  kind: z.literal('amend'),
  planId: reference,
  expectedRevision: z.number().int().min(0),
  stop: z.number().positive().nullable(),
  target: z.number().positive().nullable(),
  reason: shortText(300),
  evidence: z.array(evidenceSchema).min(1).max(8),
});
const closeSchema = z.strictObject({
  kind: z.literal('close'),
  planId: reference,
  expectedRevision: z.number().int().min(0),
  fraction: z.number().positive().max(1),
  reason: shortText(300),
});
const cancelSchema = z.strictObject({
  kind: z.literal('cancel-plan'),
  planId: reference,
  expectedRevision: z.number().int().min(0),
  reason: shortText(300),
});
const holdSchema = z.strictObject({
  kind: z.literal('hold'),
  symbol: reference.nullable(),
  reasonCode: z.enum(holdReasons),
});

/** One item. There is no quantity, leverage, account, order or transmit: `riskFraction` is a request. */
export const decisionItemSchema = z.discriminatedUnion('kind', [
  openItemSchema,
  amendItemSchema,
  closeSchema,
  cancelSchema,
  holdSchema,
]);
/** One item of a decision. */
export type DecisionItem = Readonly<z.infer<typeof decisionItemSchema>>;
/** A request for new risk. */
export type OpenItem = Extract<DecisionItem, { kind: 'open' }>;
/** A change of a plan. */
export type AmendItem = Extract<DecisionItem, { kind: 'amend' }>;

const maxItems = 8;

/** The envelope; each item is judged on its own, so that an invalid one harms no other. */
export const envelopeSchema = z.strictObject({
  v: z.literal(1),
  items: z.array(z.unknown()).min(1).max(maxItems),
});

/** The whole answer, for the JSON schema that an endpoint is given. */
export const decisionSchema = z.strictObject({
  v: z.literal(1),
  items: z.array(decisionItemSchema).min(1).max(maxItems),
});
