/** All positions, reserved orders and this order together stay below the cap. @module */
import { Decimal } from '@tradewright/core';
import { deny, largestWithin } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above `maxTotalExposure`, and when exposure or value is not known. */
export const grossExposureCap: RiskRule = (input) => {
  if (input.reducing) return undefined;
  const limit = input.caps.maxTotalExposure;
  if (input.exposure === undefined || input.value === undefined) {
    return deny('gross-exposure', {
      limit,
      message: 'The exposure was not known in base currency.',
    });
  }
  const used = input.exposure.plus(input.reserved);
  const total = used.plus(input.value);
  if (!total.isGreaterThan(Decimal.from(limit))) return undefined;
  return deny('gross-exposure', {
    limit,
    value: total.roundedToPlaces(2).toString(),
    largestSize: largestWithin(Decimal.from(limit).minus(used), input),
    message: 'The exposure would have passed its cap.',
  });
};
