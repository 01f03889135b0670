/** @module */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeframeMs, type Bar } from '@tradewright/core';
import { decodeBars, encodeBars } from './encode-bars.ts';

const start = Date.parse('2026-01-05T00:00:00Z');

/** Bars on a grid of one tick, with gaps. */
const someBars = fc
  .record({
    places: fc.integer({ min: 0, max: 4 }),
    base: fc.integer({ min: 1_000, max: 9_000_000 }),
    rows: fc.array(
      fc.record({
        gap: fc.constantFrom(0, 0, 0, 1, 7),
        open: fc.integer({ min: -400, max: 400 }),
        close: fc.integer({ min: -400, max: 400 }),
        above: fc.nat(50),
        below: fc.nat(50),
        volume: fc.option(fc.integer({ min: 0, max: 999 })),
      }),
      { minLength: 1, maxLength: 40 },
    ),
  })
  .map(({ places, base, rows }): Bar[] => {
    let index = -1;
    const price = (steps: number): number => Number((steps / 10 ** places).toFixed(places));
    return rows.map(({ gap, open, close, above, below, volume }) => {
      index += 1 + gap;
      const [o, c] = [base + open, base + close];
      return {
        time: start + index * timeframeMs['5m'],
        open: price(o),
        high: price(Math.max(o, c) + above),
        low: price(Math.min(o, c) - below),
        close: price(c),
        volume,
      };
    });
  });

describe('encodeBars', () => {
  test('times and prices come back exactly, whatever the step and the gaps', () => {
    fc.assert(
      fc.property(someBars, (bars) => {
        expect(decodeBars(encodeBars(bars, '5m'), '5m')).toEqual(bars);
      }),
    );
  });

  test('it reads as steps from the close before', () => {
    const bars = [
      { time: start, open: 50, high: 50.2, low: 49.9, close: 50.1, volume: 1_250 },
      { time: start + 900_000, open: 50.1, high: 50.1, low: 50, close: 50, volume: null },
    ];
    expect(encodeBars(bars, '5m')).toBe(
      'step 0.1; from 2026-01-05T00:00Z; base 500; 0,1,1,1,1250 +2;0,0,0,-1,-',
    );
  });

  test('no bars are none, and other text is no bars', () => {
    expect(encodeBars([], '5m')).toBe('none');
    expect(decodeBars('none', '5m')).toEqual([]);
    expect(decodeBars('step x', '5m')).toBeUndefined();
  });
});
