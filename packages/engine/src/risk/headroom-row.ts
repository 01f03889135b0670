/** Builds rows of headroom. @module */
import { Decimal, headroomRow, type Headroom } from '@tradewright/core';

/** A sum to the cent: what is beyond it decides nothing that a reader decides. */
export function money(sum: Decimal, mode: 'floor' | 'up' = 'floor'): string {
  return sum.roundedToPlaces(2, mode).toString();
}

/** A cap from above; what is used counts as no less than nothing, and is `undefined` where it is not known. */
export function atMost(rule: string, limit: Decimal, used: Decimal | undefined): Headroom {
  if (used === undefined) return headroomRow(rule, { limit: money(limit), blocks: true });
  const counted = Decimal.maximum(Decimal.zero, used);
  const left = Decimal.maximum(Decimal.zero, limit.minus(used));
  return headroomRow(rule, {
    limit: money(limit),
    used: money(counted, 'up'),
    left: money(left),
    blocks: left.isZero(),
  });
}

/** Rows of a cap that may be off. */
export function bounded<Limit>(
  limit: Limit | null,
  rows: (limit: Limit) => readonly Headroom[],
): readonly Headroom[] {
  return limit === null ? [] : rows(limit);
}
