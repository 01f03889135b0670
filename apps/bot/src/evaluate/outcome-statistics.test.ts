/** @module */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SeededRandom, decimal } from '@tradewright/core';
import { aFill } from '@tradewright/core/testing';
import { bootstrapSum } from './bootstrap.ts';
import { marketPath, type MarketPath } from './market-path.ts';
import {
  buyAndHold,
  compareWithTwins,
  grossPnl,
  permutedTwin,
  randomEntryTwin,
} from './outcome-twins.ts';

const path = (positions: readonly number[], changes: readonly number[]): MarketPath => ({
  symbol: 'BTC/USD',
  prices: changes.reduce((all, change) => [...all, (all.at(-1) ?? 0) + change], [100]),
  positions,
  changes,
});
/** Knows every rise: holds over them and over nothing else. */
const changes = Array.from({ length: 240 }, (_, index) => (index % 24 < 6 ? 1 : -0.3));
const clairvoyant = path(
  changes.map((change) => (change > 0 ? 2 : 0)),
  changes,
);

describe('a market path', () => {
  test('holds what fills have made, from the mark after them', () => {
    const fills = [
      aFill({ symbol: 'BTC/USD', side: 'buy', quantity: decimal('2'), time: 15 }),
      aFill({ symbol: 'ETH/USD', side: 'buy', quantity: decimal('9'), time: 16 }),
      aFill({ symbol: 'BTC/USD', side: 'sell', quantity: decimal('2'), time: 35 }),
    ];
    const points = [
      { time: 10, price: 100 },
      { time: 30, price: 105 },
      { time: 40, price: 103 },
    ];
    const made = marketPath('BTC/USD', [0, 10, 20, 30, 40], { points, fills });
    expect(made.prices).toEqual([100, 100, 100, 105, 103]);
    expect(made.positions).toEqual([0, 0, 2, 2]);
    expect(made.changes).toEqual([0, 0, 5, -2]);
    expect(grossPnl(made)).toBe(6);
  });
});

describe('twins', () => {
  test('of one who knows do worse, and of one who always holds do the same', () => {
    const random = new SeededRandom(7);
    const seer = compareWithTwins([clairvoyant], (one) => randomEntryTwin(one, random), 500);
    expect(seer.share).toBeLessThan(0.01);
    const always = path(
      changes.map(() => 1),
      changes,
    );
    const held = compareWithTwins([always], (one) => permutedTwin(one, random), 100);
    expect(held.share).toBe(1);
  });

  test('of random entry trade as much and as long: on a steady rise they earn the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 60 }),
        fc.integer(),
        (positions, seed) => {
          const steady = path(
            positions,
            positions.map(() => 1),
          );
          const twin = randomEntryTwin(steady, new SeededRandom(seed));
          expect(twin).toBeCloseTo(grossPnl(steady), 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('over a permuted market meet the same changes', () => {
    const all = path(
      changes.map(() => 3),
      changes,
    );
    expect(permutedTwin(all, new SeededRandom(1))).toBeCloseTo(grossPnl(all), 9);
  });

  test('that buy and hold have the same average exposure and pay twice', () => {
    const rising = path([0, 4, 4, 0], [0, 5, 5, 0]);
    // Exposures 0, 400, 420 and 0: on average 205, which is 2.05 units at 100.
    const held = buyAndHold(rising, 10);
    expect(held.reduce((sum, one) => sum + one, 0)).toBeCloseTo(2.05 * 10 - 2 * 0.205, 9);
  });
});

describe('the interval of a sum', () => {
  test('holds the sum, and repeats with its seed', () => {
    const values = changes.map((change, index) => change * (index % 7));
    const once = bootstrapSum(values, { random: new SeededRandom(3) });
    expect(once.low).toBeLessThan(once.sum);
    expect(once.high).toBeGreaterThan(once.sum);
    expect(bootstrapSum(values, { random: new SeededRandom(3) })).toEqual(once);
  });

  test('of equal values is a point, of none is zero', () => {
    const random = new SeededRandom(3);
    expect(bootstrapSum([2, 2, 2], { random })).toMatchObject({ sum: 6, low: 6, high: 6 });
    expect(bootstrapSum([], { random })).toMatchObject({ sum: 0, low: 0, high: 0 });
  });
});
