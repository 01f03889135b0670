/** A few seeds over the wire: the real client library between the engine and a simulated TWS. @module */
import { describe, expect, test } from 'vitest';
import { runIBSeed } from './src/ib/run-ib-seed.ts';

describe('simulation over the wire', () => {
  test(
    'cuts, crashes and a TWS that misbehaves lose, double and invent no order',
    { timeout: 120_000 },
    async () => {
      for (const seed of [4, 5, 8]) {
        const { breaks, intents } = await runIBSeed(seed);
        expect(breaks, `seed ${seed}`).toEqual([]);
        expect(intents).toBeGreaterThanOrEqual(5);
      }
    },
  );

  test('the same seed takes the same course', { timeout: 120_000 }, async () => {
    const first = await runIBSeed(3);
    expect(await runIBSeed(3)).toEqual(first);
  });
});
