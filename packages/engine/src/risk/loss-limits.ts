/** The losses at which entries end, as sums in base currency. @module */
import { Decimal } from '@tradewright/core';
import type { RiskLimits } from './risk-limits.ts';

const percent = Decimal.from('0.01');

/** The nearer of amount and percentage; `null` when both are off, `undefined` when it needs a start of the day that is not known. */
export function lossLimit(
  { dailyLoss, dailyLossPercent }: Pick<RiskLimits, 'dailyLoss' | 'dailyLossPercent'>,
  dayStart: Decimal | undefined,
): Decimal | null | undefined {
  if (dailyLossPercent === null) return dailyLoss;
  if (dayStart === undefined) return undefined;
  const share = shareOf(dayStart, dailyLossPercent);
  return dailyLoss === null ? share : Decimal.minimum(dailyLoss, share);
}

/** How far the equity may fall from its peak; `null` when off, `undefined` when the peak is not known. */
export function fallLimit(
  { drawdownPercent }: Pick<RiskLimits, 'drawdownPercent'>,
  peak: Decimal | undefined,
): Decimal | null | undefined {
  if (drawdownPercent === null) return null;
  return peak === undefined ? undefined : shareOf(peak, drawdownPercent);
}

/** Of an equity at or below zero everything has been lost. */
function shareOf(equity: Decimal, share: Decimal): Decimal {
  return Decimal.maximum(Decimal.zero, equity).times(share).times(percent);
}
