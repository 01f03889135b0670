/** One strategy's book in one symbol, moved by fills alone. @module */
import {
  averageCost,
  Decimal,
  tradeAtAverageCost,
  type BookPosition,
  type Draft,
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
  const book = bookDraft(start, fill.time);
  book.quantity = holding.quantity.toString();
  book.cost = holding.cost.toString();
  book.averagePrice = averageCost(holding)?.toString() ?? null;
  book.realisedPnl = Decimal.from(start.realisedPnl).plus(realised).toString();
  book.state = holding.quantity.isZero() ? 'closed' : 'open';
  if (opened) book.openedTime = fill.time;
  const roundTrip = opened ? Decimal.zero : Decimal.from(start.roundTripPnl).plus(realised);
  book.roundTripPnl = roundTrip.toString();
  return { costMoved, realised, book };
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
  const next = bookDraft(book, Math.max(time, book.updatedTime));
  const fees = { ...book.fees };
  fees[currency] = sum.toString();
  next.fees = fees;
  return next;
}

/** A copy with the new time, made by one literal so that all books have one hidden shape (see `planDraft`). */
function bookDraft(book: BookPosition, updatedTime: number): Draft<BookPosition> {
  return {
    venue: book.venue,
    accountId: book.accountId,
    strategyName: book.strategyName,
    symbol: book.symbol,
    currency: book.currency,
    quantity: book.quantity,
    cost: book.cost,
    averagePrice: book.averagePrice,
    realisedPnl: book.realisedPnl,
    fees: book.fees,
    state: book.state,
    openedTime: book.openedTime,
    roundTripPnl: book.roundTripPnl,
    updatedTime,
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
