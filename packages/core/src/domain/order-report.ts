/** What a venue says of an order. @module */
import { z } from 'zod';
import { decimalSchema, timeSchema } from './decimal-schema.ts';
import { orderTypeSchema, sideSchema, timeInForceSchema } from './order-terms.ts';
import { symbolSchema } from './symbol.ts';

/** The life states that a venue's words can prove. `unknown` means that its words say nothing of life. */
export const reportedLifeSchema = z.enum([
  'staged',
  'pending',
  'working',
  'suspended',
  'filled',
  'canceled',
  'expired',
  'refused',
  'unknown',
]);
/** The life states that a venue's words can prove. */
export type ReportedLife = z.infer<typeof reportedLifeSchema>;

/** A reason of refusal that something follows from. `would-take`: a post-only order met resting liquidity. */
export const refusalSchema = z.enum(['would-take']);
/** A reason of refusal that something follows from. */
export type Refusal = z.infer<typeof refusalSchema>;

/**
 * An order as the venue reports it.
 *
 * `clientOrderId` is `null` for orders made elsewhere, `foreign` then is true. `venueOrderId` is
 * opaque text and may change (event `order-id-change`); `venueOrderIds` holds all that are known.
 * `averagePrice` is `null` before the first fill. `message` is the venue's last text. `refusal` is there
 * when the venue proved why it turned the order away.
 */
export const orderReportSchema = z.object({
  venue: z.string().min(1),
  clientOrderId: z.string().nullable(),
  venueOrderId: z.string().nullable(),
  venueOrderIds: z.array(z.string()),
  symbol: symbolSchema,
  side: sideSchema,
  type: orderTypeSchema,
  timeInForce: timeInForceSchema.nullable(),
  quantity: decimalSchema,
  filled: decimalSchema,
  remaining: decimalSchema,
  limitPrice: decimalSchema.nullable(),
  stopPrice: decimalSchema.nullable(),
  averagePrice: decimalSchema.nullable(),
  life: reportedLifeSchema,
  foreign: z.boolean(),
  tag: z.string().nullable(),
  message: z.string().nullable(),
  refusal: refusalSchema.optional(),
  venueTime: timeSchema.nullable(),
  receivedTime: timeSchema,
});
/** An order as the venue reports it. */
export type OrderReport = Readonly<z.infer<typeof orderReportSchema>>;

/** What an order would cost, from the venue itself; `null` where the venue does not say. */
export const orderPreviewSchema = z.object({
  symbol: symbolSchema,
  initialMargin: decimalSchema.nullable(),
  maintenanceMargin: decimalSchema.nullable(),
  commission: decimalSchema.nullable(),
  commissionCurrency: z.string().nullable(),
  warning: z.string().nullable(),
});
/** What an order would cost, from the venue itself. */
export type OrderPreview = Readonly<z.infer<typeof orderPreviewSchema>>;
