/** Entries are whole lots. @module */
import { Decimal, roundQuantity } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies odd lots. What is left over of a position may always be closed. */
export const lotSize: RiskRule = ({ intent, instrument, quantity }) => {
  if (instrument === undefined || quantity.isMultipleOf(Decimal.from(instrument.lot)))
    return undefined;
  const whole = roundQuantity(quantity, instrument.lot);
  return deny('lot-size', {
    limit: instrument.lot,
    value: intent.quantity,
    largestSize: Decimal.from(whole).isPositive() ? whole : null,
    message: `The quantity ${intent.quantity} was not a multiple of the lot ${instrument.lot}.`,
  });
};
