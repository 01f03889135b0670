/** Who leaves when. @module */
import { VirtualClock } from '@tradewright/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrivateLane, type LaneCall } from './private-lane.ts';
import { RequestBudget } from './request-budget.ts';

function aLane(intervalMs = 0) {
  const clock = new VirtualClock(0);
  const lane = new PrivateLane(clock, new RequestBudget(clock, intervalMs, 1));
  const left: string[] = [];
  /** The venue answers a call this long after it left. */
  const call = (name: string, kind: LaneCall, answerMs: number): Promise<string> =>
    lane.run(kind, async () => {
      left.push(`${clock.now()} ${name}`);
      await clock.sleep(answerMs);
      return name;
    });
  const pass = async (ms: number): Promise<void> => {
    const end = clock.now() + ms;
    for (;;) {
      // A hop between promises may set the next timer.
      for (let hop = 0; hop < 20; hop += 1) await Promise.resolve();
      if (clock.nextTimer === undefined || clock.nextTimer > end) break;
      clock.runNextTimer();
    }
    clock.advanceTo(end);
  };
  return { clock, lane, left, call, pass };
}

describe('PrivateLane', () => {
  test('one call is under way at a time', async () => {
    const { left, call, pass } = aLane();
    void call('a', 'question', 30);
    void call('b', 'question', 30);
    void call('c', 'order', 30);
    await pass(200);
    expect(left).toEqual(['0 c', '30 a', '60 b']);
  });

  test('a command goes before the questions that wait, and waits for a slot of the budget', async () => {
    const { left, call, pass } = aLane(100);
    for (const name of ['a', 'b', 'c']) void call(name, 'question', 10);
    await pass(50);
    void call('stop', 'command', 10);
    await pass(400);
    expect(left).toEqual(['0 a', '100 stop', '200 b', '300 c']);
  });

  test('a command passes a question that hangs, and never another command', async () => {
    const { left, call, pass } = aLane();
    void call('hangs', 'question', 10_000);
    await pass(0);
    void call('order', 'order', 2_000);
    void call('stop', 'command', 10);
    void call('later', 'question', 10);
    await pass(20_000);
    expect(left).toEqual(['0 hangs', '500 order', '2500 stop', '10000 later']);
  });

  test('an order that waited too long does not leave; a cancel does', async () => {
    const { left, call, pass } = aLane();
    void call('slow', 'order', 6_000);
    const late = call('late', 'order', 10).catch((error: unknown) => error);
    void call('stop', 'command', 10);
    await pass(20_000);
    expect(await late).toMatchObject({ code: 'ORDER_NOT_SENT', outcome: 'not-sent' });
    expect(left).toEqual(['0 slow', '6000 stop']);
  });

  test('whatever comes, every call ends once, orders leave one by one, and a failure blocks nobody', async () => {
    const kinds = fc.constantFrom<LaneCall>('order', 'command', 'question');
    const calls = fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 900 }), fc.boolean()), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(calls, async (list) => {
        const { lane, clock, pass } = aLane(10);
        let [ended, out, most] = [0, 0, 0];
        for (const [kind, ms, fails] of list) {
          const step = kind === 'question' ? 0 : 1;
          const send = async (): Promise<void> => {
            out += step;
            most = Math.max(most, out);
            await clock.sleep(ms);
            out -= step;
            if (fails) throw new Error('no');
          };
          void lane.run(kind, send).then(
            () => (ended += 1),
            () => (ended += 1),
          );
        }
        await pass(60_000);
        expect(ended).toBe(list.length);
        expect(most).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });
});
