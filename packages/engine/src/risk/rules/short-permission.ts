/** Nothing is sold that is not there, unless it may be. @module */
import { roundQuantity } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies sales beyond the position where the instrument or the class allows no shorts; what is held would pass. */
export const shortPermission: RiskRule = ({ intent, instrument, classLimits, reducible }) => {
  if (instrument === undefined || classLimits === undefined || intent.side === 'buy')
    return undefined;
  if (instrument.canShort && classLimits.allowShort) return undefined;
  return deny('short-permission', {
    limit: reducible.toString(),
    value: intent.quantity,
    largestSize: reducible.isPositive() ? roundQuantity(reducible, instrument.lot) : null,
    message: instrument.canShort
      ? `Short sales of ${instrument.assetClass} were not allowed.`
      : `${intent.symbol} cannot be sold short.`,
  });
};
