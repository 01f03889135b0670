/** One strategy's book in one symbol, moved by fills alone. @module */
import {
  averageCost,
  Decimal,
  tradeAtAverageCost,
  type BookPosition,
  type Fill,
} from '@tradewright/core';
import { signedQuantity } from './signed-quantity.ts';

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
export function applyFillToBook(
  before: BookPosition | undefined,
  fill: Fill,
  strategyName: string,
): BookMove {
  const start = before ?? emptyBook(fill, strategyName);
  const held = { quantity: Decimal.from(start.quantity), cost: Decimal.from(start.cost) };
  const moved = signedQuantity(fill.side, Decimal.from(fill.quantity));
  const { holding, costMoved, realised, opened } = tradeAtAverageCost(
    held,
    moved,
    Decimal.from(fill.price),
  );
  return {
    costMoved,
    realised,
    book: {
      ...start,
      quantity: holding.quantity.toString(),
      cost: holding.cost.toString(),
      averagePrice: averageCost(holding)?.toString() ?? null,
      realisedPnl: Decimal.from(start.realisedPnl).plus(realised).toString(),
      state: holding.quantity.isZero() ? 'closed' : 'open',
      openedTime: opened ? fill.time : start.openedTime,
      roundTripPnl: (opened
        ? Decimal.zero
        : Decimal.from(start.roundTripPnl).plus(realised)
      ).toString(),
      updatedTime: fill.time,
    },
  };
}

/** Adds a fee to the book, in the fee's own currency; negative is a rebate. */
export function addFeeToBook(
  book: BookPosition,
  fee: Decimal,
  currency: string,
  time: number,
): BookPosition {
  const before = book.fees[currency];
  const sum = before === undefined ? fee : Decimal.from(before).plus(fee);
  return {
    ...book,
    fees: { ...book.fees, [currency]: sum.toString() },
    updatedTime: Math.max(time, book.updatedTime),
  };
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
