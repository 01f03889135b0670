/** A few seeds over the wire: the real client library between the engine and a simulated TWS. @module */
import { describe, expect, test } from 'vitest';
import { hunt } from '../dist/mutants/hunt.js';
import { runIBSeed } from './src/ib/run-ib-seed.ts';

describe('simulation over the wire', () => {
  test(
    'cuts, crashes and a TWS that misbehaves lose, double and invent no order',
    { timeout: 120_000 },
    async () => {
      for (const seed of [2, 5, 8]) {
        const { breaks, intents, steps } = await runIBSeed(seed);
        expect(breaks, `seed ${seed}`).toEqual([]);
        expect(intents).toBeGreaterThanOrEqual(10);
        expect(steps).toBeGreaterThanOrEqual(300);
      }
    },
  );

  test('what is planted in the adapter is found', { timeout: 240_000 }, async () => {
    const names = [
      'IB: the end of the connection counts as never sent',
      'IB: an order without an answer is sent once more',
      'IB: a corrected execution is taken for the one before',
    ];
    const hunted = await hunt(names, 1, 5);
    expect(hunted.filter(({ by }) => by === null)).toEqual([]);
  });

  test('the same seed takes the same course', { timeout: 120_000 }, async () => {
    const first = await runIBSeed(3);
    expect(await runIBSeed(3)).toEqual(first);
  });
});
