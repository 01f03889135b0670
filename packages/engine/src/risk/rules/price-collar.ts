/** A price far past the market is a mistake. @module */
import { midOf } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/**
 * Denies an order that would trade more than `collarPercent` past the last price or past the mid,
 * and one whose market is not known. An order that waits on the near side is never too far.
 */
export const priceCollar: RiskRule = ({ intent, classLimits, quote, price }) => {
  const limit = classLimits?.collarPercent ?? null;
  if (limit === null) return undefined;
  const reference = price?.toMarketNumber();
  const marks = [quote?.last ?? null, quote === undefined ? null : midOf(quote)].filter(
    (mark) => mark !== null,
  );
  if (reference === undefined || marks.length === 0) {
    return deny('price-collar', {
      limit: `${limit} %`,
      message: `The market of ${intent.symbol} was not known.`,
    });
  }
  const sign = intent.side === 'buy' ? 1 : -1;
  const reach = Math.max(...marks.map((mark) => ((sign * (reference - mark)) / mark) * 100));
  if (reach <= limit) return undefined;
  return deny('price-collar', {
    limit: `${limit} %`,
    value: `${reach.toFixed(3)} %`,
    message: `The price ${String(price)} was too far past the market.`,
  });
};
