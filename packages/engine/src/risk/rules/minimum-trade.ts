/** Very small entries cost more in fees than they can earn. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies entries below `minTradeSize`; a reducing order is never too small (baseline defect K). */
export const minimumTrade: RiskRule = ({ limits, value }) => {
  const limit = limits.minTradeSize;
  if (value === undefined) {
    return deny('minimum-trade', {
      limit: limit.toString(),
      message: 'The value of the order was not known in base currency.',
    });
  }
  if (!value.isLessThan(limit)) return undefined;
  return deny('minimum-trade', {
    limit: limit.toString(),
    value: value.roundedToPlaces(2).toString(),
    message: 'The order was smaller than the smallest trade.',
  });
};
