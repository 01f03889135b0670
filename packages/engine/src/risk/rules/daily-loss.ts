/** After a bad day no new risk until the next one. @module */
import { Decimal, type RiskDenial } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

const hundred = Decimal.from('100');

/** Denies entries once the loss since the start of the UTC day has reached the amount or the percentage. */
export const dailyLoss: RiskRule = (input) => {
  const { maxDailyLoss, maxDailyLossPercent } = input.caps;
  if (input.reducing || (maxDailyLoss === null && maxDailyLossPercent === null)) return undefined;
  if (input.equity === undefined || input.dayStartEquity === undefined) {
    return deny('daily-loss', {
      limit: maxDailyLoss,
      message: 'The loss of the day was not known.',
    });
  }
  const loss = input.dayStartEquity.minus(input.equity);
  return byAmount(loss, maxDailyLoss) ?? byPercent(loss, input.dayStartEquity, maxDailyLossPercent);
};

function byAmount(loss: Decimal, limit: string | null): RiskDenial | undefined {
  if (limit === null || loss.isLessThan(Decimal.from(limit))) return undefined;
  return deny('daily-loss', {
    limit,
    value: loss.roundedToPlaces(2).toString(),
    message: 'The loss of the day had reached its cap.',
  });
}

function byPercent(loss: Decimal, start: Decimal, limit: string | null): RiskDenial | undefined {
  if (limit === null || !start.isPositive()) return undefined;
  const percent = loss.times(hundred).dividedToPlaces(start, 12);
  if (percent.isLessThan(Decimal.from(limit))) return undefined;
  return deny('daily-loss', {
    limit: `${limit} %`,
    value: `${percent.roundedToPlaces(2).toString()} %`,
    message: 'The loss of the day had reached its cap.',
  });
}
