/** IB's limits of historical questions, on a clock of our own. @module */
import { VirtualClock } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { HistoryPacer } from './history-pacer.ts';

const minuteMs = 60_000;

/** A pacer, the times at which its questions were asked, and a way to let time pass. */
function aPacer() {
  const clock = new VirtualClock(0);
  const pacer = new HistoryPacer(clock);
  const asked: number[] = [];
  const ask = (group: string, key: string): Promise<number> =>
    pacer.run(group, key, () => {
      asked.push(clock.now());
      return Promise.resolve(asked.length);
    });
  const pass = async (untilMs: number): Promise<void> => {
    for (let time = clock.now(); time <= untilMs; time += 1_000) {
      clock.advanceTo(time);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
  return { asked, ask, pass };
}

const most = (times: readonly number[], windowMs: number): number =>
  Math.max(
    ...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length),
  );

describe('HistoryPacer', () => {
  test('of 150 questions at most 60 leave in any ten minutes, and all of them in the end', async () => {
    const { asked, ask, pass } = aPacer();
    for (let index = 0; index < 150; index += 1) void ask(`contract ${index}`, `key ${index}`);
    await pass(40 * minuteMs);
    expect(asked).toHaveLength(150);
    expect(most(asked, 10 * minuteMs)).toBeLessThanOrEqual(60);
  });

  test('fewer than six leave for one contract in two seconds, and another does not wait for ever', async () => {
    const { asked, ask, pass } = aPacer();
    for (let index = 0; index < 20; index += 1) void ask('BHP', `key ${index}`);
    await pass(minuteMs);
    expect(asked).toHaveLength(20);
    expect(most(asked, 2_000)).toBeLessThan(6);
  });

  test('an identical question within 15 seconds gets the same answer, and later its own', async () => {
    const { ask, pass } = aPacer();
    const first = ask('BHP', 'same');
    await pass(14_000);
    const second = ask('BHP', 'same');
    await pass(16_000);
    const third = ask('BHP', 'same');
    await pass(20_000);
    expect([await first, await second, await third]).toEqual([1, 1, 2]);
  });
});
