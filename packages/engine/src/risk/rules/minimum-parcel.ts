/** A first purchase must be a marketable parcel. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies a buy of shares after which the holding would be worth less than the market's minimum (A$500 on ASX). */
export const minimumParcel: RiskRule = (input) => {
  const { intent, instrument, classLimits } = input;
  const currency = instrument?.currency ?? '';
  const limit = classLimits?.minimumParcels[currency];
  if (limit === undefined || intent.side === 'sell') return undefined;
  const parcel = input.price?.times(input.held.plus(input.quantity));
  if (parcel !== undefined && !parcel.isLessThan(limit)) return undefined;
  return deny('minimum-parcel', {
    limit: `${limit.toString()} ${currency}`,
    value: parcel === undefined ? null : `${parcel.roundedToPlaces(2).toString()} ${currency}`,
    message: `The holding would have been smaller than the smallest parcel of ${intent.symbol}.`,
  });
};
