/** One order may not be worth more than the cap less its buffer. @module */
import { Decimal } from '@tradewright/core';
import { deny, largestWithin } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above `maxOrderValue - orderValueBuffer`, and when the value is not known. */
export const maxOrderValue: RiskRule = (input) => {
  if (input.reducing) return undefined;
  const cap = Decimal.from(input.caps.maxOrderValue).minus(
    Decimal.from(input.caps.orderValueBuffer),
  );
  const limit = cap.toString();
  if (input.value === undefined) {
    return deny('max-order-value', {
      limit,
      message: 'The value of the order was not known in base currency.',
    });
  }
  if (!input.value.isGreaterThan(cap)) return undefined;
  return deny('max-order-value', {
    limit,
    value: input.value.roundedToPlaces(2).toString(),
    largestSize: largestWithin(cap, input),
    message: 'The order was worth more than one order may be.',
  });
};
