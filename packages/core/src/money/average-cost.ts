/** Holdings at average cost, for longs and shorts alike. @module */
import { Decimal } from './decimal.ts';

/** A signed quantity and its signed cost: a short has a negative quantity and a negative cost. */
export type Holding = { readonly quantity: Decimal; readonly cost: Decimal };

/** What a trade did to a holding; sums in the currency of the price. */
export type HoldingMove = {
  readonly holding: Holding;
  /** Change of the cost, signed. */
  readonly costMoved: Decimal;
  /** Gain of the part that was closed, before fees; zero when nothing was. */
  readonly realised: Decimal;
  /** True when the trade opened the holding anew: from flat, or through zero to the other side. */
  readonly opened: boolean;
};

/** Places to which a part of a cost is cut; what is cut off stays in the rest, so that nothing is lost. */
const costPlaces = 12;

/**
 * Adds a signed quantity at a price. What is larger than the holding closes it and opens the other
 * side at that price.
 */
export function tradeAtAverageCost(holding: Holding, moved: Decimal, price: Decimal): HoldingMove {
  const { quantity, cost } = holding;
  const closing = closedPart(quantity, moved);
  const opening = moved.minus(closing);
  const costOut = costOf(closing, holding);
  const costMoved = costOut.plus(opening.times(price));
  return {
    holding: { quantity: quantity.plus(moved), cost: cost.plus(costMoved) },
    costMoved,
    realised: costOut.minus(closing.times(price)),
    opened: !opening.isZero() && (quantity.isZero() || !closing.isZero()),
  };
}

/** Average price of a holding, `undefined` when it is flat. */
export function averageCost(holding: Holding): Decimal | undefined {
  return holding.quantity.isZero()
    ? undefined
    : holding.cost.dividedToPlaces(holding.quantity, costPlaces);
}

/** The part of a move that reduces the holding, signed like the move. */
function closedPart(held: Decimal, moved: Decimal): Decimal {
  if (held.isZero() || held.sign() === moved.sign()) return Decimal.zero;
  return moved.absolute().isGreaterThan(held.absolute()) ? held.negated() : moved;
}

/** The cost that leaves with the closed part, signed like it. */
function costOf(closing: Decimal, holding: Holding): Decimal {
  if (closing.isZero()) return Decimal.zero;
  if (closing.absolute().equals(holding.quantity.absolute())) return holding.cost.negated();
  return holding.cost.times(closing).dividedToPlaces(holding.quantity, costPlaces);
}
