/** The budget is kept, and a pause is not lost. */
import { VirtualClock } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { RequestBudget } from './request-budget.ts';

/** When each call left, given when each was asked for. */
async function departures(gaps: readonly number[], intervalMs: number, burst: number) {
  const clock = new VirtualClock(0);
  const budget = new RequestBudget(clock, intervalMs, burst);
  const left: number[] = [];
  const settled = async (): Promise<void> => {
    await Promise.resolve();
    await Promise.resolve();
  };
  for (const gap of gaps) {
    const asked = clock.now() + gap;
    while ((clock.nextTimer ?? Number.POSITIVE_INFINITY) <= asked) {
      clock.runNextTimer();
      await settled();
    }
    clock.advanceTo(asked);
    void budget.take().then(() => left.push(clock.now()));
    await settled();
  }
  while (clock.runNextTimer()) await settled();
  return left;
}

describe('RequestBudget', () => {
  test('a burst leaves at once, the rest is spaced', async () => {
    expect(await departures([0, 0, 0, 0, 0], 100, 3)).toEqual([0, 0, 0, 100, 200]);
  });

  test('a call after a pause does not wait', async () => {
    expect(await departures([0, 0, 1_000], 100, 1)).toEqual([0, 100, 1_000]);
  });

  test('an interval of 0 paces nothing', async () => {
    expect(await departures([0, 0, 0], 0, 1)).toEqual([0, 0, 0]);
  });

  test('no stretch of time holds more calls than the budget', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 5 }), async (waits, burst) => {
        const left = await departures(waits, 100, burst);
        expect(left).toHaveLength(waits.length);
        for (const [index, time] of left.entries()) {
          const early = left.filter((other, at) => at >= index && other <= time + 1_000).length;
          expect(early).toBeLessThanOrEqual(burst + 10);
        }
      }),
      { numRuns: 200 },
    );
  });
});
