/** FX gain stands apart from price gain, and the parts add up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, decimal, type LedgerEntry } from '@tradewright/core';
import { aLedgerEntry } from '@tradewright/core/testing';
import { FxBook, revaluationEntry } from './fx-book.ts';

let count = 0;

/** An entry in USD that moves cash against another account. */
function entry(account: string, sum: string, kind: LedgerEntry['kind'] = 'fill'): LedgerEntry {
  count += 1;
  const turned = Decimal.from(sum).negated().toString();
  const leg = (name: string, amount: string) => ({
    account: name,
    currency: 'USD',
    amount: decimal(amount),
    quantity: null,
  });
  return aLedgerEntry({
    entryId: `entry-${count}`,
    kind,
    postings: [leg('cash:USD', sum), leg(account, turned)],
  });
}

function aBook(start: string | undefined) {
  let rate = start;
  const posted: LedgerEntry[] = [];
  const book = new FxBook('AUD', () => (rate === undefined ? undefined : Decimal.from(rate)));
  const add = (one: LedgerEntry): void => {
    posted.push(one);
    book.add(one);
  };
  return {
    book,
    posted,
    add,
    setRate: (next: string | undefined) => (rate = next),
    /** Posts what there is; the sum of it. */
    revalue: (): string => {
      let sum = Decimal.zero;
      for (const gain of book.gains()) {
        sum = sum.plus(gain.gain);
        add(
          revaluationEntry(gain, { entryId: `fx-${posted.length}`, baseCurrency: 'AUD', time: 1 }),
        );
      }
      return sum.toString();
    },
  };
}

describe('FxBook', () => {
  test('opening USD that rise from 1.50 to 1.60 AUD gain 0.10 each, once', () => {
    const { book, add, setRate, revalue } = aBook('1.5');
    add(entry('equity:opening', '1000', 'opening'));
    setRate('1.6');
    expect(revalue()).toBe('100');
    expect(revalue()).toBe('0');
    expect(book.openingGain().toString()).toBe('100');
  });

  test('a realised gain comes in at the rate of its day: only what follows is FX', () => {
    const { add, setRate, revalue } = aBook('1.5');
    add(entry('income:realised', '200'));
    setRate('1.4');
    expect(revalue()).toBe('-20');
  });

  test('cash that becomes a position is no gain, and the position at cost goes on being revalued', () => {
    const { add, setRate, revalue } = aBook('1.5');
    add(entry('equity:opening', '1000', 'opening'));
    add(entry('position:AAPL/USD', '-1000'));
    expect(revalue()).toBe('0');
    setRate('1.7');
    expect(revalue()).toBe('200');
  });

  test('without a rate nothing is gained; the first rate is where it begins', () => {
    const { book, add, setRate, revalue } = aBook(undefined);
    add(entry('equity:opening', '1000', 'opening'));
    expect(revalue()).toBe('0');
    expect(book.openingGain().toString()).toBe('0');
    setRate('1.5');
    expect(revalue()).toBe('0');
    setRate('1.6');
    expect(revalue()).toBe('100');
  });

  test('external cash is known by its currency, and the cash of every currency', () => {
    const { book, add } = aBook('1.5');
    add(entry('income:interest', '12.5', 'external'));
    add(entry('income:realised', '7.5'));
    expect(book.external().get('USD')?.toString()).toBe('12.5');
    expect(book.cash().get('USD')?.toString()).toBe('20');
  });

  test('any course: what came in at its rates and the FX gains add up to what is there, also after a restart', () => {
    const step = fc.record({
      rate: fc.integer({ min: 50, max: 250 }).map((value) => (value / 100).toFixed(2)),
      sum: fc.integer({ min: -500_000, max: 500_000 }).map((value) => (value / 100).toFixed(2)),
      restart: fc.boolean(),
      revalue: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        let rate = '1';
        let book = new FxBook('AUD', () => Decimal.from(rate));
        const posted: LedgerEntry[] = [];
        let net = Decimal.zero;
        let worth = Decimal.zero;
        let gains = Decimal.zero;
        const post = (): void => {
          for (const gain of book.gains()) {
            gains = gains.plus(gain.gain);
            const origin = { entryId: `fx-${posted.length}`, baseCurrency: 'AUD', time: 1 };
            posted.push(revaluationEntry(gain, origin));
            book.add(revaluationEntry(gain, origin));
          }
        };
        for (const one of steps) {
          rate = one.rate;
          const next = entry('income:realised', one.sum);
          posted.push(next);
          book.add(next);
          net = net.plus(Decimal.from(one.sum));
          worth = worth.plus(Decimal.from(one.sum).times(Decimal.from(rate)));
          if (one.revalue || one.restart) post();
          if (!one.restart) continue;
          book = new FxBook('AUD', () => Decimal.from(rate));
          book.restore(posted);
        }
        post();
        expect(worth.plus(gains).toString()).toBe(net.times(Decimal.from(rate)).toString());
      }),
      { numRuns: 300 },
    );
  });
});
