/** A few seeds with GeminiTrader and the real ccxt class in the loop, and proof that they tell right from wrong. @module */
import { describe, expect, test } from 'vitest';
import { hunt } from '../dist/mutants/hunt.js';
import { runSeed } from './src/run-seed.ts';
import { stages } from './src/stages.ts';

const slowly = { timeout: 120_000 };

describe('simulation of Gemini', () => {
  test('sessions over a bad wire lose, double and invent no order', slowly, async () => {
    const raise = await stages.gemini();
    for (const seed of [1, 2, 3, 59]) {
      const { breaks } = await runSeed(seed, raise);
      expect(breaks, `seed ${seed}`).toEqual([]);
    }
  });

  test('the same seed takes the same course', slowly, async () => {
    const raise = await stages.gemini();
    const first = await runSeed(5, raise);
    expect(await runSeed(5, raise)).toEqual(first);
  });

  test('an order that is sent once more is found', slowly, async () => {
    const name = 'Gemini: an order without an answer is sent once more';
    expect(await hunt([name], 1, 40)).toMatchObject([{ by: expect.any(String) as string }]);
  });
});
