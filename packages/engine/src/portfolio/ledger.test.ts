import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Decimal,
  SessionIds,
  decimal,
  type Fill,
  type JournalEvent,
  type LedgerEntry,
} from '@tradewright/core';
import { aCommission, aFill, anAccount } from '@tradewright/core/testing';
import { ledgerImbalance } from './ledger.ts';
import { PortfolioTracker } from './portfolio-tracker.ts';

function entriesOf(events: readonly JournalEvent[]): LedgerEntry[] {
  return events.flatMap((event) => (event.type === 'ledger.posted' ? [event.body] : []));
}

function aTracker(): PortfolioTracker {
  return new PortfolioTracker(new SessionIds('TW', 'test'));
}

describe('PortfolioTracker', () => {
  test('defect D: a short of 100 at 50, covered at 40, earns 1000 and is flat', () => {
    const tracker = aTracker();
    for (const fill of [
      aFill({ side: 'sell', fillId: 'a', price: decimal('50') }),
      aFill({ side: 'buy', fillId: 'b', price: decimal('40') }),
    ]) {
      tracker.bookFill({ ...fill, quantity: decimal('100') }, 'test')?.commit();
    }
    expect(tracker.position('test', 'BHP/AUD')).toMatchObject({
      quantity: '0',
      realisedPnl: '1000',
      state: 'closed',
    });
  });

  test('defect H: two partial fills of one order are both booked, and a second delivery of either is not', () => {
    const tracker = aTracker();
    const parts = [
      aFill({ fillId: 'a', quantity: decimal('40') }),
      aFill({ fillId: 'b', quantity: decimal('60') }),
    ];
    for (const fill of [...parts, ...parts]) tracker.bookFill(fill, 'test')?.commit();
    expect(tracker.position('test', 'BHP/AUD')?.quantity).toBe('100');
  });

  test('nothing is true before it is committed', () => {
    const tracker = aTracker();
    expect(tracker.bookFill(aFill(), 'test')).toBeDefined();
    expect(tracker.position('test', 'BHP/AUD')).toBeUndefined();
  });

  test('a commission that comes late is booked once, and one for an unknown fill waits', () => {
    const tracker = aTracker();
    expect(tracker.bookCommission(aCommission())).toBeUndefined();
    const pending = aFill({ commission: null, commissionCurrency: null });
    tracker.bookFill(pending, 'test')?.commit();
    const { venue, accountId, fillId, revision } = pending;
    const late = aCommission({
      venue,
      accountId,
      fillId,
      revision,
      commission: decimal('6'),
      currency: 'AUD',
    });
    tracker.bookCommission(late)?.commit();
    expect(tracker.bookCommission(late)).toBeUndefined();
    expect(tracker.position('test', 'BHP/AUD')?.fees).toEqual({ AUD: '6' });
  });

  test('the opening entry balances in every currency', () => {
    const events = aTracker().open(
      anAccount({ cash: { AUD: decimal('100'), USD: decimal('5.5') } }),
    );
    expect(ledgerImbalance(entriesOf(events))).toEqual({ AUD: '0', USD: '0' });
  });

  test('any history balances to zero per currency, and fills sum up to the position', () => {
    const fill = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      quantity: fc
        .integer({ min: 1, max: 100_000 })
        .map((value) => decimal((value / 1000).toFixed(3))),
      price: fc
        .integer({ min: 1, max: 9_999_999 })
        .map((value) => decimal((value / 100).toFixed(2))),
      currency: fc.constantFrom('AUD', 'USD', 'JPY'),
      fee: fc.integer({ min: -500, max: 500 }).map((value) => decimal((value / 100).toFixed(2))),
    });
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 40 }), (steps) => {
        const tracker = aTracker();
        const entries: LedgerEntry[] = [];
        const sums = new Map<string, Decimal>();
        steps.forEach(({ side, quantity, price, currency, fee }, index) => {
          const symbol = `BHP/${currency}`;
          const one: Fill = aFill({
            fillId: `f${index}`,
            symbol,
            side,
            quantity,
            price,
            currency,
            commission: fee,
            commissionCurrency: 'AUD',
          });
          const booking = tracker.bookFill(one, 'test');
          entries.push(...entriesOf(booking?.events ?? []));
          booking?.commit();
          const moved = side === 'buy' ? Decimal.from(quantity) : Decimal.from(quantity).negated();
          sums.set(symbol, (sums.get(symbol) ?? Decimal.zero).plus(moved));
        });
        expect(Object.values(ledgerImbalance(entries)).every((sum) => sum === '0')).toBe(true);
        for (const [symbol, sum] of sums)
          expect(tracker.position('test', symbol)?.quantity).toBe(sum.toString());
      }),
      { numRuns: 300 },
    );
  });
});
