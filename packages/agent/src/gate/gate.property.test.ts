/** @module */
import { describe, expect, test } from 'vitest';
import { SeededRandom } from '@tradewright/core';
import { stormGate } from '../testing/storm-gate.ts';
import { gate } from './gate.ts';

describe('50,000 hostile decisions', () => {
  test('break no cap, and do not fail by rejecting everything', () => {
    const storm = stormGate(50_000, new SeededRandom('gate'));
    expect(storm.breaches).toEqual([]);
    expect(storm.accepted['open']).toBeGreaterThan(1_000);
    expect(storm.accepted['close']).toBeGreaterThan(1_000);
    expect(storm.accepted['amend']).toBeGreaterThan(100);
    expect(storm.clamped).toBeGreaterThan(500);
  }, 120_000);

  test('a planted gate that lets a size through is caught', () => {
    const storm = stormGate(3_000, new SeededRandom('planted'), (items, snapshot, given) =>
      gate(items, snapshot, { ...given, maxRiskFraction: 0.5 }),
    );
    expect(storm.breaches.join()).toContain('risk above its cap');
  });

  test('a planted gate that sees no optional cap is caught at each of them', () => {
    const usual = ['max-order-value', 'gross-exposure', 'max-positions', 'daily-loss'];
    const storm = stormGate(6_000, new SeededRandom('caps'), (items, snapshot, given) => {
      const { context } = snapshot;
      const headroom = context.headroom.filter(({ rule }) => usual.includes(rule));
      return gate(items, { ...snapshot, context: { ...context, headroom } }, given);
    });
    const found = storm.breaches.map((text) => text.slice(0, text.indexOf(':')));
    expect(found).toEqual(
      expect.arrayContaining([
        'allocated-capital',
        'class-exposure',
        'drawdown',
        'drawdown blocked',
        'net-exposure',
        'short-permission blocked',
        'spread blocked',
        'symbol-exposure',
      ]),
    );
  });
});
