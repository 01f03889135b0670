/** The sign of a side. @module */
import type { Decimal, Side } from '@tradewright/core';

/** `quantity` with the sign of the position that a fill of this side adds: positive for a buy. */
export function signedQuantity(side: Side, quantity: Decimal): Decimal {
  return side === 'buy' ? quantity : quantity.negated();
}

/** The side that reduces a position of this sign. */
export function reducingSide(position: Decimal): Side {
  return position.isNegative() ? 'buy' : 'sell';
}
