/** So much per share. @module */
import { Decimal, amount } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

/** Sums in the currency of the order; `maximumPercent` of its value bounds them, also the minimum. */
export type PerShareFees = {
  readonly perShare: string;
  readonly minimum: string;
  readonly maximumPercent?: string;
};

/** Not known for an order without a quantity. */
export function perShareFees({ perShare, minimum, maximumPercent }: PerShareFees): FeeSchedule {
  const [unit, least] = [Decimal.from(perShare), Decimal.from(minimum)];
  const most =
    maximumPercent === undefined
      ? undefined
      : Decimal.from(maximumPercent).dividedBy(Decimal.from('100'));
  return ({ notional, quantity }) => {
    if (quantity === undefined) return undefined;
    const fee = Decimal.maximum(least, unit.times(quantity));
    const bound = most?.times(Decimal.from(notional.value));
    return amount(bound === undefined ? fee : Decimal.minimum(bound, fee), notional.currency);
  };
}
