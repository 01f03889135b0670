/** What is asked for, and what becomes durable before it is sent. @module */
import { z } from 'zod';
import { positiveDecimalSchema, timeSchema } from './decimal-schema.ts';
import {
  orderPurposeSchema,
  orderTypeSchema,
  sideSchema,
  timeInForceSchema,
} from './order-terms.ts';
import { symbolSchema } from './symbol.ts';

/** Text that may go on a wire: printable ASCII. */
export const wireTextSchema = z
  .string()
  .regex(/^[\x20-\x7E]{0,64}$/, 'must be printable ASCII of at most 64 characters');

/** Our id of an order: deterministic, unique, made before the first byte is sent. */
export const clientOrderIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9:_.#-]{1,36}$/, 'must be 1 to 36 of A-Z a-z 0-9 : _ . # -');

const terms = {
  symbol: symbolSchema,
  side: sideSchema,
  type: orderTypeSchema,
  quantity: positiveDecimalSchema,
  limitPrice: positiveDecimalSchema.nullable(),
  stopPrice: positiveDecimalSchema.nullable(),
  trailingAmount: positiveDecimalSchema.nullable(),
  timeInForce: timeInForceSchema,
  expireTime: timeSchema.nullable(),
  postOnly: z.boolean(),
  reduceOnly: z.boolean(),
  outsideHours: z.boolean(),
  transmit: z.boolean(),
  tag: wireTextSchema.nullable(),
};

/**
 * An order as a person, a plan or a strategy asks for it: no authority yet.
 *
 * Quantities are in units of the base, prices in the quote currency. `limitPrice` belongs to
 * `limit` and `stop-limit`, `stopPrice` to `stop` and `stop-limit`; elsewhere they are `null`.
 * `transmit: false` stages the order at the venue where that exists and otherwise sends nothing.
 */
export const orderRequestSchema = z.object(terms);
/** An order as it is asked for. */
export type OrderRequest = Readonly<z.infer<typeof orderRequestSchema>>;

/**
 * An order that is durable and may be sent.
 *
 * `parentClientOrderId` holds it back until the parent fills; of an `ocaGroup` one fill cancels
 * (or reduces) the others. `createdTime` is our clock.
 */
export const orderIntentSchema = z.object({
  ...terms,
  clientOrderId: clientOrderIdSchema,
  purpose: orderPurposeSchema,
  strategyName: z.string().nullable(),
  planId: z.string().nullable(),
  parentClientOrderId: clientOrderIdSchema.nullable(),
  ocaGroup: clientOrderIdSchema.nullable(),
  createdTime: timeSchema,
});
/** An order that is durable and may be sent. */
export type OrderIntent = Readonly<z.infer<typeof orderIntentSchema>>;

/** New terms for a working order; `null` keeps what it has. */
export const orderChangeSchema = z.object({
  quantity: positiveDecimalSchema.nullable(),
  limitPrice: positiveDecimalSchema.nullable(),
  stopPrice: positiveDecimalSchema.nullable(),
});
/** New terms for a working order. */
export type OrderChange = Readonly<z.infer<typeof orderChangeSchema>>;
