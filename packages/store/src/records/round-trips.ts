/** The lives of positions: opened, changed, closed, with what each round trip brought. @module */
import { Decimal, type BookPosition, type DecimalString } from '@tradewright/core';

/** One life of one strategy's position. Sums are in `currency`, before fees; fees are per currency. */
export type RoundTrip = {
  readonly strategyName: string;
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly currency: string;
  readonly openedTime: number;
  /** `null` while the position is open. */
  readonly closedTime: number | null;
  /** Executions and corrections that moved it, the first and the last among them. */
  readonly changes: number;
  /** The most that was held, unsigned. */
  readonly largestQuantity: DecimalString;
  readonly realisedPnl: DecimalString;
  readonly fees: Readonly<Record<string, DecimalString>>;
};

/** A life under way, and the book before it opened: what it brought is counted from there. */
type Life = { trip: RoundTrip; readonly before: BookPosition | undefined };

/**
 * Reads the lives off the states of the books, oldest first. A position that turns from long to short
 * ends one life and begins the next; a fee that comes after the end still belongs to the life that caused it.
 */
export function roundTrips(states: readonly BookPosition[]): readonly RoundTrip[] {
  const lives: Life[] = [];
  const last = new Map<string, { readonly book: BookPosition; readonly life: Life | undefined }>();
  for (const book of states) {
    const key = `${book.strategyName} ${book.symbol}`;
    const known = last.get(key);
    const was = Decimal.from(known?.book.quantity ?? '0');
    const is = Decimal.from(book.quantity);
    const turned = !was.isZero() && !is.isZero() && was.isNegative() !== is.isNegative();
    const opens = !is.isZero() && (was.isZero() || turned);
    let life = known?.life;
    if (life !== undefined && (turned || !opens))
      life.trip = moved(life, book, { size: turned ? Decimal.zero : is, moves: !is.equals(was) });
    // What a turn brought belongs to the life that it ended.
    if (opens) lives.push((life = born(book, turned ? book : known?.book)));
    last.set(key, { book, life });
  }
  return lives.map(({ trip }) => trip);
}

function born(book: BookPosition, before: BookPosition | undefined): Life {
  const quantity = Decimal.from(book.quantity);
  const trip: RoundTrip = {
    strategyName: book.strategyName,
    symbol: book.symbol,
    side: quantity.isNegative() ? 'short' : 'long',
    currency: book.currency,
    openedTime: book.openedTime ?? book.updatedTime,
    closedTime: null,
    changes: 1,
    largestQuantity: quantity.absolute().toString(),
    realisedPnl: Decimal.zero.toString(),
    fees: feesSince(before, book),
  };
  return { trip, before };
}

function moved(
  { trip, before }: Life,
  book: BookPosition,
  { size, moves }: { readonly size: Decimal; readonly moves: boolean },
): RoundTrip {
  const largest = Decimal.maximum(size.absolute(), Decimal.from(trip.largestQuantity));
  const start = Decimal.from(before?.realisedPnl ?? '0');
  return {
    ...trip,
    changes: trip.changes + (moves ? 1 : 0),
    largestQuantity: largest.toString(),
    closedTime: size.isZero() && moves ? book.updatedTime : trip.closedTime,
    realisedPnl: Decimal.from(book.realisedPnl).minus(start).toString(),
    fees: feesSince(before, book),
  };
}

function feesSince(
  before: BookPosition | undefined,
  after: BookPosition,
): Readonly<Record<string, DecimalString>> {
  const paid = Object.entries(after.fees).map(([currency, sum]) => {
    const earlier = Decimal.from(before?.fees[currency] ?? '0');
    return [currency, Decimal.from(sum).minus(earlier)] as const;
  });
  return Object.fromEntries(
    paid.filter(([, sum]) => !sum.isZero()).map(([currency, sum]) => [currency, sum.toString()]),
  );
}
