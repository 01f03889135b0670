/** Caps that make no sense for what the account is worth. @module */
import { Decimal } from '@tradewright/core';
import type { RiskCaps } from '@tradewright/engine';

const hundred = Decimal.from('100');

/** One sentence per cap that cannot hold, or never bites, at this equity in base currency. */
export function capsAgainstEquity(
  caps: RiskCaps,
  equity: Decimal,
  currency: string,
): readonly string[] {
  const worth = `the equity of ${equity.roundedToPlaces(2).toString()} ${currency}`;
  const least = Decimal.from(caps.minTradeSize);
  const sentences: string[] = [];
  if (least.isGreaterThan(equity))
    sentences.push(
      `MIN_TRADE_SIZE ${caps.minTradeSize} is more than ${worth}: no entry can be paid for; lower it or fund the account.`,
    );
  for (const [key, cap] of [
    ['MAX_ORDER_VALUE', caps.maxOrderValue],
    ['MAX_TOTAL_EXPOSURE', caps.maxTotalExposure],
    ['MAX_DAILY_LOSS', caps.maxDailyLoss],
  ] as const) {
    if (cap !== null && Decimal.from(cap).isGreaterThan(equity))
      sentences.push(`${key} ${cap} is more than ${worth}: it allows more than is there.`);
  }
  const { maxDailyLoss: sum, maxDailyLossPercent: percent } = caps;
  if (sum !== null && percent !== null && equity.isPositive()) {
    const byPercent = equity.times(Decimal.from(percent)).dividedBy(hundred);
    const first = byPercent.isLessThan(Decimal.from(sum))
      ? 'MAX_DAILY_LOSS_PERCENT'
      : 'MAX_DAILY_LOSS';
    sentences.push(
      `${first} ends a bad day first: at ${worth}, ${percent} % are ${byPercent.roundedToPlaces(2).toString()} and MAX_DAILY_LOSS is ${sum}.`,
    );
  }
  return sentences;
}
