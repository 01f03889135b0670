/** What the venue has charged already and not reported yet. @module */
import { Decimal, amount, type Fill } from '@tradewright/core';
import type { CostTracker } from './cost-tracker.ts';

/** Of the value, where the price list is not known: dearer than any venue here. */
const unknownShare = Decimal.from('0.01');

/** Expected commissions by their currency. */
export function pendingFees(
  fills: readonly Fill[],
  costs: Pick<CostTracker, 'estimate'>,
): ReadonlyMap<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const { symbol, price, currency, liquidity, time, ...fill } of fills) {
    const quantity = Decimal.from(fill.quantity);
    const value = Decimal.from(price).times(quantity);
    const parts = { quantity, liquidity, time };
    const fee =
      costs.estimate(symbol, amount(value, currency), parts) ??
      amount(value.times(unknownShare), currency);
    const sum = sums.get(fee.currency) ?? Decimal.zero;
    sums.set(fee.currency, sum.plus(Decimal.from(fee.value)));
  }
  return sums;
}
