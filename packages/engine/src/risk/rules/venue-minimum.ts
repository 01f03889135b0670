/** The smallest order that the venue takes. @module */
import { Decimal } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies entries below the instrument's own minimum quantity or notional, and a notional that is not known. */
export const venueMinimum: RiskRule = ({ intent, instrument, quantity, price }) => {
  if (instrument === undefined) return undefined;
  const { minimumQuantity, minimumNotional, currency } = instrument;
  if (minimumQuantity !== null && quantity.isLessThan(Decimal.from(minimumQuantity))) {
    return deny('venue-minimum', {
      limit: minimumQuantity,
      value: intent.quantity,
      message: `The quantity ${intent.quantity} was below the venue's minimum ${minimumQuantity}.`,
    });
  }
  if (minimumNotional === null) return undefined;
  const notional = price?.times(quantity);
  if (notional !== undefined && !notional.isLessThan(Decimal.from(minimumNotional)))
    return undefined;
  return deny('venue-minimum', {
    limit: `${minimumNotional} ${currency}`,
    value: notional === undefined ? null : `${notional.toString()} ${currency}`,
    message: `The order was worth less than the venue's minimum of ${minimumNotional} ${currency}.`,
  });
};
