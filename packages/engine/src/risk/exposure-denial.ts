/** What the exposure rules share. @module */
import type { Decimal, RiskDenial } from '@tradewright/core';
import { deny, largestWithin } from './deny.ts';
import type { RiskInput } from './risk-input.ts';

/** One sum and its cap, in base currency; a `limit` of `null` is off, sums that are not known deny. */
export type ExposureCheck = {
  readonly rule: string;
  readonly limit: Decimal | null;
  readonly used: Decimal | undefined;
  readonly reserved: Decimal | undefined;
  /** Subject of the message. */
  readonly what: string;
};

/** Denies when positions, reserved orders and this order together pass the limit. */
export function exposureDenial(input: RiskInput, check: ExposureCheck): RiskDenial | undefined {
  const { rule, limit, used, reserved, what } = check;
  if (limit === null) return undefined;
  if (used === undefined || reserved === undefined || input.markValue === undefined) {
    return deny(rule, {
      limit: limit.toString(),
      message: `${what} was not known in base currency.`,
    });
  }
  const before = used.plus(reserved);
  const total = before.plus(input.markValue);
  if (!total.isGreaterThan(limit)) return undefined;
  return deny(rule, {
    limit: limit.toString(),
    value: total.roundedToPlaces(2).toString(),
    largestSize: largestWithin(limit.minus(before), input.markUnit, input),
    message: `${what} would have passed its cap.${foreignText(input.exposure?.foreign)}`,
  });
}

/** What of the exposure this bot has not brought about. */
function foreignText(foreign: Decimal | undefined): string {
  if (foreign === undefined || foreign.isZero()) return '';
  const sum = foreign.roundedToPlaces(2).toString();
  return ` ${sum} of it was held beside our books; BASELINE_POSITIONS=ignore leaves that out.`;
}
