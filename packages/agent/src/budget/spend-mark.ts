/** When a budget is nearly used up. @module */
import { Decimal } from '@tradewright/core';
import type { SpendAmounts } from './spend-amounts.ts';
import type { SpendCap } from './spend-caps.ts';

/** From this share of a cap on, in percent, a model is asked less often. */
const softMarkPercent = 70;

/** The fullest measure of a period as text, such as `80 % of the day's cost is used`; `null` while all are below the mark. */
export function spendMark(period: string, cap: SpendCap, charged: SpendAmounts): string | null {
  const shares = [
    ['cost', charged.usd.dividedBy(Decimal.from(cap.usd)).toMarketNumber()],
    ['calls', shareOf(charged.calls, cap.calls)],
    ['tokens', shareOf(charged.tokens, cap.tokens)],
    ['seconds', shareOf(charged.ms / 1_000, cap.seconds)],
  ] as const;
  const [[measure, share] = ['cost', 0]] = shares.toSorted(([, one], [, other]) => other - one);
  const percent = Math.floor(share * 100);
  return percent < softMarkPercent
    ? null
    : `${String(percent)} % of the ${period}'s ${measure} ${measure === 'cost' ? 'is' : 'are'} used`;
}

function shareOf(used: number, cap: number | null | undefined): number {
  return cap == null ? 0 : used / cap;
}
