/** One strategy's book in one symbol, moved by fills alone. @module */
import { Decimal, type BookPosition, type Fill } from '@tradewright/core';
import { signedQuantity } from './signed-quantity.ts';

/** Places to which a part of a cost is cut; what is cut off stays in the rest, so that nothing is lost. */
const costPlaces = 12;

/** What one fill did to a book. Sums are in the fill's currency. */
export type BookMove = {
  readonly book: BookPosition;
  /** Change of the book's cost, signed: the position leg of the ledger. */
  readonly costMoved: Decimal;
  /** Price gain of the part that was closed, before fees; zero when nothing was. */
  readonly realised: Decimal;
};

/**
 * Applies a fill at average cost.
 *
 * Quantities are signed, so a short is an ordinary position (baseline defect D); a fill larger than
 * the position closes it and opens the other side at the fill's price.
 */
export function applyFillToBook(before: BookPosition | undefined, fill: Fill, strategyName: string): BookMove {
  const start = before ?? emptyBook(fill, strategyName);
  const price = Decimal.from(fill.price);
  const held = Decimal.from(start.quantity);
  const cost = Decimal.from(start.cost);
  const moved = signedQuantity(fill.side, Decimal.from(fill.quantity));

  const closing = closedPart(held, moved);
  const opening = moved.minus(closing);
  const costOut = closing.isZero() ? Decimal.zero : costOf(closing, held, cost);
  const realised = closing.isZero() ? Decimal.zero : closing.times(price).minus(costOut).negated();
  const costMoved = costOut.plus(opening.times(price));

  const quantity = held.plus(moved);
  const nextCost = cost.plus(costMoved);
  const flipped = !opening.isZero() && !closing.isZero();
  const reopened = held.isZero() || flipped;
  return {
    costMoved,
    realised,
    book: {
      ...start,
      quantity: quantity.toString(),
      cost: nextCost.toString(),
      averagePrice: quantity.isZero() ? null : nextCost.dividedBy(quantity).roundedToPlaces(costPlaces).toString(),
      realisedPnl: Decimal.from(start.realisedPnl).plus(realised).toString(),
      state: quantity.isZero() ? 'closed' : 'open',
      openedTime: reopened ? fill.time : start.openedTime,
      roundTripPnl: (reopened ? Decimal.zero : Decimal.from(start.roundTripPnl).plus(realised)).toString(),
      updatedTime: fill.time,
    },
  };
}

/** Adds a fee to the book, in the fee's own currency; negative is a rebate. */
export function addFeeToBook(book: BookPosition, fee: Decimal, currency: string, time: number): BookPosition {
  const before = book.fees[currency];
  const sum = before === undefined ? fee : Decimal.from(before).plus(fee);
  return { ...book, fees: { ...book.fees, [currency]: sum.toString() }, updatedTime: Math.max(time, book.updatedTime) };
}

/** The part of a move that reduces the position, signed like the move. */
function closedPart(held: Decimal, moved: Decimal): Decimal {
  if (held.isZero() || held.sign() === moved.sign()) return Decimal.zero;
  return moved.absolute().isGreaterThan(held.absolute()) ? held.negated() : moved;
}

/** The cost that leaves with the closed part, signed like it. */
function costOf(closing: Decimal, held: Decimal, cost: Decimal): Decimal {
  if (closing.absolute().equals(held.absolute())) return cost.negated();
  return cost.times(closing).dividedBy(held).roundedToPlaces(costPlaces);
}

function emptyBook(fill: Fill, strategyName: string): BookPosition {
  const zero = Decimal.zero.toString();
  return {
    venue: fill.venue,
    accountId: fill.accountId,
    strategyName,
    symbol: fill.symbol,
    currency: fill.currency,
    quantity: zero,
    cost: zero,
    averagePrice: null,
    realisedPnl: zero,
    fees: {},
    state: 'closed',
    openedTime: null,
    roundTripPnl: zero,
    updatedTime: fill.time,
  };
}
