/** A share of the value, with a minimum. @module */
import { Decimal, amount } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

const hundred = Decimal.from('100');

/** Percent of the notional in its own currency, at least `minimum` in that currency. */
export function percentFees(percent: string, minimum = '0'): FeeSchedule {
  const share = Decimal.from(percent).dividedBy(hundred);
  const least = Decimal.from(minimum);
  return ({ notional }) => {
    const fee = Decimal.from(notional.value).times(share);
    return amount(least.isZero() ? fee : Decimal.maximum(least, fee), notional.currency);
  };
}

/** Basis points of the notional in its own currency, at least `minimum` in that currency. */
export function basisPointFees(basisPoints: string, minimum = '0'): FeeSchedule {
  return percentFees(Decimal.from(basisPoints).dividedBy(hundred).toString(), minimum);
}
