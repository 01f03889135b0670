/** Another share for who brings liquidity than for who takes it. @module */
import { Decimal, amount } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

/** One tier: its shares, in percent, hold for whole orders once the volume of thirty days has reached `from`. */
export type MakerTakerTier = {
  readonly from: string;
  readonly maker: string;
  readonly taker: string;
};

/** Tiers in ascending order, the first from `0`; a negative share is a rebate. Who is not known to be maker pays as taker. */
export function makerTakerFees(tiers: readonly MakerTakerTier[]): FeeSchedule {
  const hundred = Decimal.from('100');
  const steps = tiers.map(({ from, maker, taker }) => ({
    from: Decimal.from(from),
    maker: Decimal.from(maker).dividedBy(hundred),
    taker: Decimal.from(taker).dividedBy(hundred),
  }));
  return ({ notional, liquidity, volume }) => {
    const traded = volume?.thirtyDays ?? Decimal.zero;
    const step = steps.findLast(({ from }) => !traded.isLessThan(from));
    if (step === undefined) return undefined;
    const share = liquidity === 'maker' ? step.maker : step.taker;
    return amount(Decimal.from(notional.value).times(share), notional.currency);
  };
}
