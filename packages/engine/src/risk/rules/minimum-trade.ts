/** Very small entries cost more in fees than they can earn. @module */
import { Decimal } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies entries below `minTradeSize`; a reducing order is never too small (baseline defect K). */
export const minimumTrade: RiskRule = (input) => {
  if (input.reducing) return undefined;
  const limit = input.caps.minTradeSize;
  if (input.value === undefined) {
    return deny('minimum-trade', {
      limit,
      message: 'The value of the order was not known in base currency.',
    });
  }
  if (!input.value.isLessThan(Decimal.from(limit))) return undefined;
  const value = input.value.roundedToPlaces(2).toString();
  return deny('minimum-trade', {
    limit,
    value,
    message: 'The order was smaller than the smallest trade.',
  });
};
