import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, isOnTick, type TickLadder } from '@tradewright/core';
import { aQuote } from '@tradewright/core/testing';
import { nudgedEntry } from './nudge-entry.ts';

/** ASX. */
const ladder: TickLadder = [
  { from: '0', increment: '0.001' },
  { from: '0.1', increment: '0.005' },
  { from: '2', increment: '0.01' },
];
const at = (bid: number, ask: number) => aQuote({ bid, ask, last: (bid + ask) / 2 });
const nudge = { side: 'buy', ticks: 2, ladder, quote: at(44.9, 45), collarPercent: 5 } as const;

describe('nudgedEntry', () => {
  test.for([
    ['two steps up for a buyer', '44.5', nudge, '44.52'],
    ['two steps down for a seller', '45.5', { ...nudge, side: 'sell' }, '45.48'],
    ['no step at all', '44.5', { ...nudge, ticks: 0 }, '44.5'],
    ['not past the ask', '44.99', nudge, '45'],
    ['not from beyond the ask', '45.03', nudge, '45.03'],
    ['not past the bid', '44.91', { ...nudge, side: 'sell', ticks: 9 }, '44.9'],
    ['the step of the new band above its edge', '1.995', { ...nudge, quote: at(2.1, 2.2) }, '2.01'],
    ['the finer step below an edge', '2', { ...nudge, side: 'sell', quote: at(1.9, 1.95) }, '1.99'],
    ['nothing without a quote', '44.5', { ...nudge, quote: undefined }, '44.5'],
  ] as const)('%s', ([, price, terms, moved]) => {
    expect(nudgedEntry(price, terms)).toBe(moved);
  });

  test('a wide quote ends at the collar', () => {
    const quote = at(40, 60);
    expect(nudgedEntry('52.49', { ...nudge, ticks: 50, quote })).toBe('52.5');
  });

  test('it stays on the ladder, moves towards the market alone, and never past it or the collar', () => {
    const cents = fc.integer({ min: 200, max: 9_000 });
    const arbitrary = fc.tuple(cents, cents, fc.integer({ min: 0, max: 40 }), fc.boolean());
    fc.assert(
      fc.property(arbitrary, ([limit, bid, ticks, buys]) => {
        const price = Decimal.from((limit / 100).toFixed(2)).toString();
        const side = buys ? 'buy' : 'sell';
        const quote = at(bid / 100, (bid + 7) / 100);
        const moved = nudgedEntry(price, { ...nudge, side, ticks, quote });
        const sign = buys ? 1 : -1;
        const [from, to] = [Number(price), Number(moved)];
        const market = (buys ? quote.ask : quote.bid) ?? 0;
        expect(isOnTick(moved, ladder)).toBe(true);
        expect(sign * (to - from)).toBeGreaterThanOrEqual(0);
        if (to !== from) expect(sign * (to - market)).toBeLessThanOrEqual(1e-9);
      }),
    );
  });
});
