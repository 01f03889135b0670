/** Nonces increase whatever the clock does. @module */
import { VirtualClock, type DurableMap } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { NonceLane } from './nonce-lane.ts';

function aMap(): DurableMap {
  const map = new Map<string, string>();
  return {
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    delete: (key) => void map.delete(key),
    entries: () => [...map],
  };
}

describe('NonceLane', () => {
  test('nonces increase strictly over calls, restarts and a clock that steps back', () => {
    const life = fc.array(
      fc.oneof(fc.constant('restart' as const), fc.integer({ min: 0, max: 5_000 })),
    );
    fc.assert(
      fc.property(life, (steps) => {
        const state = aMap();
        let lane = new NonceLane(new VirtualClock(1_000_000), state, 'k');
        let previous = 0;
        for (const step of steps) {
          if (step === 'restart') lane = new NonceLane(new VirtualClock(999_000), state, 'k');
          const nonce = Number(lane.next());
          expect(nonce).toBeGreaterThan(previous);
          previous = nonce;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a lane above a nonce the venue has seen stays above it', () => {
    const lane = new NonceLane(new VirtualClock(1_000), aMap(), 'k');
    lane.raiseAbove(9_000);
    expect(lane.next()).toBe('9001');
  });

  test('a time-based key gets seconds with an increasing fraction', () => {
    const lane = new NonceLane(new VirtualClock(1_700_000_000_000), aMap(), 'k', 'seconds');
    expect([lane.next(), lane.next()]).toEqual(['1700000000.000', '1700000000.001']);
  });
});
