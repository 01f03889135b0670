/** The engine's own record of an order: intent, evidence and all three axes. @module */
import { z } from 'zod';
import { decimalSchema, timeSchema } from './decimal-schema.ts';
import { orderLifeSchema, pendingCommandSchema, type OrderStatus } from './order-life.ts';
import { refusalSchema } from './order-report.ts';
import { orderIntentSchema } from './order-request.ts';
import { Decimal } from '../money/decimal.ts';

/**
 * One order of ours, as durable state. `filled` counts executions only; `reportedFilled` is the
 * venue's own count. `reservation` is what risk holds for it in base currency until it ends.
 * `epoch` is the connection on which it was sent, `null` before. `refusal` is evidence of the venue.
 */
export const orderRecordSchema = z.object({
  intent: orderIntentSchema,
  venue: z.string().min(1),
  accountId: z.string(),
  life: orderLifeSchema,
  command: pendingCommandSchema.nullable(),
  quantity: decimalSchema,
  filled: decimalSchema,
  reportedFilled: decimalSchema,
  filledValue: decimalSchema,
  venueOrderIds: z.array(z.string()),
  reservation: decimalSchema.nullable(),
  epoch: z.number().int().nullable(),
  sentTime: timeSchema.nullable(),
  anomalies: z.array(z.string()),
  message: z.string().nullable(),
  refusal: refusalSchema.optional(),
  updatedTime: timeSchema,
});
/** One order of ours, as durable state. */
export type OrderRecord = Readonly<z.infer<typeof orderRecordSchema>>;

/** Life state as shown. */
export function statusOf(record: OrderRecord): OrderStatus {
  const partly =
    record.life === 'working' &&
    Decimal.from(record.filled).isPositive() &&
    Decimal.from(record.filled).isLessThan(Decimal.from(record.quantity));
  return partly ? 'partially-filled' : record.life;
}

/** The order as people and programs are shown it (DESIGN §9 `orders`). */
export type OrderView = {
  readonly clientOrderId: string | null;
  readonly venueOrderId: string | null;
  readonly symbol: string;
  readonly side: string;
  readonly type: string;
  readonly timeInForce: string | null;
  readonly quantity: string;
  readonly filled: string;
  readonly remaining: string;
  readonly price: string | null;
  readonly stopPrice: string | null;
  readonly averagePrice: string | null;
  readonly status: OrderStatus;
  readonly foreign: boolean;
  readonly tag: string | null;
  readonly strategyName: string | null;
  readonly message: string | null;
  readonly updatedTime: number;
};

/** Average price over the executions, `null` before the first. */
export function averagePriceOf(record: OrderRecord): string | null {
  const filled = Decimal.from(record.filled);
  if (filled.isZero()) return null;
  return Decimal.from(record.filledValue).dividedToPlaces(filled, 12).toString();
}

/** The order as people and programs are shown it. */
export function viewOf(record: OrderRecord): OrderView {
  const remaining = Decimal.from(record.quantity).minus(Decimal.from(record.filled));
  return {
    clientOrderId: record.intent.clientOrderId,
    venueOrderId: record.venueOrderIds.at(-1) ?? null,
    symbol: record.intent.symbol,
    side: record.intent.side,
    type: record.intent.type,
    timeInForce: record.intent.timeInForce,
    quantity: record.quantity,
    filled: record.filled,
    remaining: Decimal.maximum(Decimal.zero, remaining).toString(),
    price: record.intent.limitPrice,
    stopPrice: record.intent.stopPrice,
    averagePrice: averagePriceOf(record),
    status: statusOf(record),
    foreign: false,
    tag: record.intent.tag,
    strategyName: record.intent.strategyName,
    message: record.message,
    updatedTime: record.updatedTime,
  };
}
