/** When nothing more can come of an order. @module */
import { Decimal, endedLives, type OrderRecord } from '@tradewright/core';

/** How much the venue counts as filled beyond the executions that have arrived; zero or more. */
export function owedQuantity(record: Pick<OrderRecord, 'filled' | 'reportedFilled'>): Decimal {
  if (record.reportedFilled === record.filled) return Decimal.zero;
  const owed = Decimal.from(record.reportedFilled).minus(Decimal.from(record.filled));
  return Decimal.maximum(Decimal.zero, owed);
}

/**
 * True when the order has ended and every execution that the venue counts is booked. Until then its
 * plan does not know what is left of it, and nothing may be sent on a guess.
 */
export function isOver(record: OrderRecord): boolean {
  return endedLives.has(record.life) && owedQuantity(record).isZero();
}
