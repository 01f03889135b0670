/** Builds denials. @module */
import { Decimal, roundQuantity, type DecimalString, type RiskDenial } from '@tradewright/core';
import type { RiskInput } from './risk-input.ts';

/** What a rule found. Texts carry their unit; `largestSize` `null` when no size would pass. */
export type DenialParts = {
  readonly limit?: string | null;
  readonly value?: string | null;
  readonly largestSize?: DecimalString | null;
  readonly message: string;
};

/** A denial of a rule. */
export function deny(rule: string, parts: DenialParts): RiskDenial {
  return {
    rule,
    limit: parts.limit ?? null,
    value: parts.value ?? null,
    largestSize: parts.largestSize ?? null,
    message: parts.message,
  };
}

/** The largest whole-lot quantity that is worth no more than `room` at `unit` each; `null` when that is none or cannot be known. */
export function largestWithin(
  room: Decimal,
  unit: Decimal | undefined,
  { instrument }: Pick<RiskInput, 'instrument'>,
): DecimalString | null {
  if (unit === undefined || instrument === undefined) return null;
  if (!room.isPositive() || !unit.isPositive()) return null;
  const quantity = roundQuantity(room.dividedBy(unit), instrument.lot);
  return Decimal.from(quantity).isPositive() ? quantity : null;
}
