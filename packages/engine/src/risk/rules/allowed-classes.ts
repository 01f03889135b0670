/** Only the kinds of instrument that the operator named. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies instruments outside `allowedClasses`, unless that list is empty, and what nobody knows. */
export const allowedClasses: RiskRule = ({ limits, intent, instrument }) => {
  if (instrument === undefined) {
    return deny('allowed-classes', {
      value: intent.symbol,
      message: `${intent.symbol} was not known at the venue.`,
    });
  }
  const allowed = limits.allowedClasses;
  if (allowed.length === 0 || allowed.includes(instrument.assetClass)) return undefined;
  return deny('allowed-classes', {
    limit: allowed.join(','),
    value: instrument.assetClass,
    message: `${intent.symbol} is of a kind that was not allowed.`,
  });
};
