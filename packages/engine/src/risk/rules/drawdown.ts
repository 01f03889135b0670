/** A long fall stops new risk before it stops the account. @module */
import { Decimal } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

const hundred = Decimal.from('100');

/** Denies entries while the equity lies `maxDrawdownPercent` or more below its peak. */
export const drawdown: RiskRule = ({ limits, equity, peakEquity }) => {
  const limit = limits.drawdownPercent;
  if (limit === null) return undefined;
  if (equity === undefined || peakEquity === undefined || !peakEquity.isPositive()) {
    return deny('drawdown', {
      limit: `${limit.toString()} %`,
      message: 'The fall from the peak was not known.',
    });
  }
  const fall = peakEquity.minus(equity).times(hundred);
  if (fall.isLessThan(peakEquity.times(limit))) return undefined;
  return deny('drawdown', {
    limit: `${limit.toString()} %`,
    value: `${fall.dividedBy(peakEquity).roundedToPlaces(2).toString()} %`,
    message: 'The equity had fallen from its peak by its cap.',
  });
};
