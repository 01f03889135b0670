/** A share of the value that falls with what was traded in the month. @module */
import { Decimal, amount } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

/** One tier: it holds for the part of the month's value above `from`; its minimum for an order that begins in it. */
export type FeeTier = { readonly from: string; readonly percent: string; readonly minimum: string };

/** Marginal tiers in ascending order, the first from `0`; an order that crosses a border pays each part at its own tier. */
export function tieredFees(tiers: readonly FeeTier[]): FeeSchedule {
  const steps = tiers.map(({ from, percent, minimum }, index) => ({
    from: Decimal.from(from),
    to: tiers[index + 1] === undefined ? undefined : Decimal.from(tiers[index + 1]?.from ?? '0'),
    share: Decimal.from(percent).dividedBy(Decimal.from('100')),
    minimum: Decimal.from(minimum),
  }));
  return ({ notional, volume }) => {
    const start = volume?.month ?? Decimal.zero;
    const end = start.plus(Decimal.from(notional.value));
    let fee = Decimal.zero;
    let least = Decimal.zero;
    for (const step of steps) {
      if (!start.isLessThan(step.from)) least = step.minimum;
      const low = Decimal.maximum(start, step.from);
      const high = step.to === undefined ? end : Decimal.minimum(end, step.to);
      if (high.isGreaterThan(low)) fee = fee.plus(high.minus(low).times(step.share));
    }
    return amount(Decimal.maximum(least, fee), notional.currency);
  };
}
