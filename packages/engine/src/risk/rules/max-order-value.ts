/** One order may not be worth more than the cap less its buffer. @module */
import { deny, largestWithin } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above `maxOrderValue - orderValueBuffer`, and when the value is not known. */
export const maxOrderValue: RiskRule = (input) => {
  const limit = input.limits.orderValue;
  if (input.value === undefined) {
    return deny('max-order-value', {
      limit: limit.toString(),
      message: 'The value of the order was not known in base currency.',
    });
  }
  if (!input.value.isGreaterThan(limit)) return undefined;
  return deny('max-order-value', {
    limit: limit.toString(),
    value: input.value.roundedToPlaces(2).toString(),
    largestSize: largestWithin(limit, input.unitValue, input),
    message: 'The order was worth more than one order may be.',
  });
};
