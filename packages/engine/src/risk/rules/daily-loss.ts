/** After a bad day no new risk until the next one. @module */
import { Decimal, type RiskDenial } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

const hundred = Decimal.from('100');

/** Denies entries once the loss since the start of the UTC day has reached the amount or the percentage. */
export const dailyLoss: RiskRule = ({ limits, equity, dayStartEquity }) => {
  const { dailyLoss: amount, dailyLossPercent: percent } = limits;
  if (amount === null && percent === null) return undefined;
  if (equity === undefined || dayStartEquity === undefined) {
    return deny('daily-loss', {
      limit: amount?.toString() ?? null,
      message: 'The loss of the day was not known.',
    });
  }
  const loss = dayStartEquity.minus(equity);
  return byAmount(loss, amount) ?? byPercent(loss, dayStartEquity, percent);
};

function byAmount(loss: Decimal, limit: Decimal | null): RiskDenial | undefined {
  if (limit === null || loss.isLessThan(limit)) return undefined;
  return deny('daily-loss', {
    limit: limit.toString(),
    value: loss.roundedToPlaces(2).toString(),
    message: 'The loss of the day had reached its cap.',
  });
}

function byPercent(loss: Decimal, start: Decimal, limit: Decimal | null): RiskDenial | undefined {
  if (limit === null) return undefined;
  // Multiplied out: dividing costs more, and an equity at or below zero has lost everything.
  if (loss.times(hundred).isLessThan(start.times(limit)) && start.isPositive()) return undefined;
  const percent = start.isPositive()
    ? `${loss.dividedBy(start).times(hundred).roundedToPlaces(2).toString()} %`
    : null;
  return deny('daily-loss', {
    limit: `${limit.toString()} %`,
    value: percent,
    message: 'The loss of the day had reached its cap.',
  });
}
