import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  Decimal,
  SessionIds,
  decimal,
  type Commission,
  type Fill,
  type LedgerEntry,
} from '@tradewright/core';
import { aCommission, aFill, anAccount } from '@tradewright/core/testing';
import { ledgerImbalance } from './ledger.ts';
import { PortfolioTracker, type Booking } from './portfolio-tracker.ts';

const currencies = ['AUD', 'USD', 'JPY'] as const;
const opening = { AUD: '100000', USD: '5000', JPY: '750000.25' };

/** One execution with what the venue said of it later. */
const execution = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  currency: fc.constantFrom(...currencies),
  quantity: fc.integer({ min: 1, max: 50_000 }).map((value) => (value / 1_000).toFixed(3)),
  price: fc.integer({ min: 1, max: 999_999 }).map((value) => (value / 100).toFixed(2)),
  fee: fc.integer({ min: -300, max: 900 }).map((value) => (value / 100).toFixed(2)),
  feeCurrency: fc.constantFrom(...currencies),
  late: fc.boolean(),
  corrected: fc.option(
    fc.record({
      after: fc.integer({ min: 0, max: 6 }),
      quantity: fc.integer({ min: 0, max: 50_000 }).map((value) => (value / 1_000).toFixed(3)),
      price: fc.integer({ min: 1, max: 999_999 }).map((value) => (value / 100).toFixed(2)),
      fee: fc.integer({ min: 0, max: 900 }).map((value) => (value / 100).toFixed(2)),
    }),
    { nil: undefined, freq: 3 },
  ),
});
type Execution = typeof execution extends fc.Arbitrary<infer Value> ? Value : never;

function fillOf(one: Execution, index: number, revision: number): Fill {
  const terms = revision === 0 ? one : { ...one, ...one.corrected };
  return aFill({
    fillId: `f-${index}`,
    revision,
    symbol: `BHP/${one.currency}`,
    side: one.side,
    currency: one.currency,
    quantity: decimal(terms.quantity),
    price: decimal(terms.price),
    commission: one.late ? null : decimal(terms.fee),
    commissionCurrency: one.late ? null : one.feeCurrency,
  });
}

function lateFee(one: Execution, index: number, revision: number): Commission {
  const { venue, accountId, fillId } = fillOf(one, index, revision);
  const commission = decimal(revision === 0 ? one.fee : (one.corrected?.fee ?? one.fee));
  return aCommission({ venue, accountId, fillId, revision, commission, currency: one.feeCurrency });
}

/** Plays a history: executions in order, corrections some executions later, late fees at the end. */
function play(history: readonly Execution[], withMistakes: boolean) {
  const tracker = new PortfolioTracker(new SessionIds('TW', 'test'));
  const entries: LedgerEntry[] = [];
  const book = (booking: Booking | undefined): void => {
    for (const event of booking?.events ?? [])
      if (event.type === 'ledger.posted') entries.push(event.body);
    booking?.commit();
  };
  for (const event of tracker.open(anAccount({ cash: mapped(opening) })))
    if (event.type === 'ledger.posted') entries.push(event.body);
  history.forEach((one, index) => {
    const last = one.corrected === undefined ? 0 : 1;
    book(tracker.bookFill(fillOf(one, index, withMistakes ? 0 : last), 'test'));
    if (!withMistakes) return;
    history.forEach((other, place) => {
      if (other.corrected === undefined || place + other.corrected.after !== index) return;
      book(tracker.bookFill(fillOf(other, place, 1), 'test'));
      book(tracker.bookFill(fillOf(other, place, 0), 'test'));
    });
  });
  history.forEach((one, index) => {
    const last = one.corrected === undefined ? 0 : 1;
    if (withMistakes) book(tracker.bookFill(fillOf(one, index, last), 'test'));
    if (!one.late) return;
    if (withMistakes && last === 1) book(tracker.bookCommission(lateFee(one, index, 0)));
    book(tracker.bookCommission(lateFee(one, index, last)));
    book(tracker.bookCommission(lateFee(one, index, last)));
  });
  return { tracker, entries };
}

test(
  'a history with corrections, busts and late fees in three currencies ends where the right one ends, to the cent',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(fc.array(execution, { maxLength: 25 }), (history) => {
        const wrong = play(history, true);
        const right = play(history, false);
        expect(Object.values(ledgerImbalance(wrong.entries)).every((sum) => sum === '0')).toBe(
          true,
        );
        for (const currency of currencies) {
          const symbol = `BHP/${currency}`;
          const [book, best] = [wrong, right].map(({ tracker }) =>
            tracker.position('test', symbol),
          );
          for (const name of ['quantity', 'cost', 'realisedPnl'] as const)
            expect(book?.[name] ?? '0').toBe(best?.[name] ?? '0');
          const sums = accounts(wrong.entries, currency);
          expect(sums(`position:${symbol}`)).toBe(book?.cost ?? '0');
          expect(sums('income:realised')).toBe(minus(book?.realisedPnl ?? '0'));
          expect(sums(`cash:${currency}`)).toBe(cashOf(history, currency));
        }
      }),
      { numRuns: 400 },
    );
  },
);

/** The cash that is left, worked out from nothing but the executions that hold in the end. */
function cashOf(history: readonly Execution[], currency: (typeof currencies)[number]): string {
  let cash = Decimal.from(opening[currency]);
  for (const one of history) {
    const { quantity, price, fee } = { ...one, ...one.corrected };
    const value = Decimal.from(quantity).times(Decimal.from(price));
    if (one.currency === currency) cash = one.side === 'buy' ? cash.minus(value) : cash.plus(value);
    if (one.feeCurrency === currency) cash = cash.minus(Decimal.from(fee));
  }
  return cash.toString();
}

function accounts(entries: readonly LedgerEntry[], currency: string): (account: string) => string {
  const postings = entries.flatMap((entry) => entry.postings);
  return (account) =>
    postings
      .filter((posting) => posting.account === account && posting.currency === currency)
      .reduce((sum, posting) => sum.plus(Decimal.from(posting.amount)), Decimal.zero)
      .toString();
}

function minus(text: string): string {
  return Decimal.from(text).negated().toString();
}

function mapped(sums: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(sums).map(([name, text]) => [name, decimal(text)]));
}
