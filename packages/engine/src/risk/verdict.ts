/** What the rules say together. @module */
import {
  Decimal,
  type DecimalString,
  type OrderIntent,
  type RiskDenial,
  type RiskVerdict,
} from '@tradewright/core';

/** @param largestSize - The largest quantity that passes every rule; `null` when none does. */
export function verdictOf(
  intent: OrderIntent,
  denials: readonly RiskDenial[],
  largestSize: DecimalString | null,
  time: number,
): RiskVerdict {
  return {
    approved: denials.length === 0,
    denials: [...denials],
    largestSize,
    strategyName: intent.strategyName,
    planId: intent.planId,
    symbol: intent.symbol,
    side: intent.side,
    quantity: intent.quantity,
    time,
  };
}

/** The smallest of the sizes that the broken rules would pass; `null` when one of them passes none. The other rules have yet to be asked. */
export function smallestOffer(denials: readonly RiskDenial[]): DecimalString | null {
  let least: DecimalString | null = null;
  for (const { largestSize } of denials) {
    if (largestSize === null) return null;
    if (least === null || Decimal.from(largestSize).isLessThan(Decimal.from(least)))
      least = largestSize;
  }
  return least;
}
