/** A later revision of an execution takes the place of the earlier one. @module */
import {
  Decimal,
  type BookPosition,
  type Fill,
  type LedgerEntry,
  type Posting,
} from '@tradewright/core';
import { applyFillToBook } from './book-machine.ts';
import { signedQuantity } from './signed-quantity.ts';

/** What is corrected, and what stands in the books. */
export type CorrectionInput = {
  /** Every execution of the book, oldest first, with the corrected one in the place of the first. */
  readonly history: readonly Fill[];
  readonly book: BookPosition;
  readonly before: Fill;
  readonly after: Fill;
  /** The entry of `before`; `undefined` where only its sums are known. */
  readonly entry: LedgerEntry | undefined;
  readonly nextId: () => string;
};

/** The book as if the execution had been right from the start, and the entries that bring the ledger there. */
export type Correction = {
  readonly book: BookPosition;
  readonly entries: readonly LedgerEntry[];
};

/**
 * Plays the history of the book again. The first entry reverses the wrong one line by line; the
 * second books the right one, with what it changes in gains that later executions have realised.
 */
export function correctFill(input: CorrectionInput): Correction {
  const { history, book, before, after, entry } = input;
  const replayed = history.reduce<BookPosition | undefined>(
    (state, fill) =>
      Decimal.from(fill.quantity).isZero()
        ? state
        : applyFillToBook(state, fill, book.strategyName).book,
    undefined,
  );
  const right = replayed ?? flat(book);
  const next: BookPosition = {
    ...right,
    fees: book.fees,
    updatedTime: Math.max(book.updatedTime, after.time),
  };
  const moved = {
    position: difference(book.cost, next.cost),
    cash: valueOf(before).minus(valueOf(after)),
    income: difference(next.realisedPnl, book.realisedPnl),
  };
  const reversed = entry?.postings.map(negated) ?? [];
  const left = (account: string, sum: Decimal): Decimal =>
    reversed
      .filter((posting) => posting.account === account)
      .reduce((rest, posting) => rest.minus(Decimal.from(posting.amount)), sum);
  const { symbol, currency } = after;
  const quantity = signedQuantity(after.side, Decimal.from(after.quantity)).toString();
  const booked = [
    line(`position:${symbol}`, currency, left(`position:${symbol}`, moved.position), quantity),
    line(`cash:${currency}`, currency, left(`cash:${currency}`, moved.cash)),
    line('income:realised', currency, left('income:realised', moved.income)),
  ].filter((posting) => posting.amount !== '0');
  const common = {
    kind: 'correction' as const,
    reference: `${after.fillId}.${after.revision}`,
    strategyName: book.strategyName,
    symbol,
    time: after.time,
  };
  const entries = [
    { ...common, reverses: entry?.entryId ?? null, postings: reversed },
    { ...common, reverses: null, postings: booked },
  ].filter(({ postings }) => postings.length >= 2);
  return {
    book: next,
    entries: entries.map((parts) => ({ entryId: input.nextId(), ...parts })),
  };
}

function flat(book: BookPosition): BookPosition {
  const zero = Decimal.zero.toString();
  return {
    ...book,
    quantity: zero,
    cost: zero,
    averagePrice: null,
    realisedPnl: zero,
    roundTripPnl: zero,
    state: 'closed',
    openedTime: null,
  };
}

/** What a fill put into the position at its price, signed. */
function valueOf(fill: Fill): Decimal {
  return signedQuantity(fill.side, Decimal.from(fill.quantity)).times(Decimal.from(fill.price));
}

function difference(from: string, to: string): Decimal {
  return Decimal.from(to).minus(Decimal.from(from));
}

function negated(posting: Posting): Posting {
  const turn = (text: string) => Decimal.from(text).negated().toString();
  return {
    ...posting,
    amount: turn(posting.amount),
    quantity: posting.quantity === null ? null : turn(posting.quantity),
  };
}

function line(
  account: string,
  currency: string,
  amount: Decimal,
  quantity: string | null = null,
): Posting {
  return {
    account,
    currency,
    amount: amount.toString(),
    quantity: quantity as Posting['quantity'],
  };
}
