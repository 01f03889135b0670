/** A price between two steps is refused by every venue. @module */
import { isOnTick } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies prices off the ladder, of exits too: it names a mistake in the order, not a cap. */
export const priceStep: RiskRule = ({ intent, instrument, limits }) => {
  if (instrument === undefined || !limits.tickSizeGuard) return undefined;
  for (const price of [intent.limitPrice, intent.stopPrice]) {
    if (price === null || isOnTick(price, instrument.tickLadder)) continue;
    return deny('price-step', {
      value: price,
      message: `The price ${price} was not on a price step of ${intent.symbol}.`,
    });
  }
  return undefined;
};
