import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderRecord } from '@tradewright/core';
import { aPlan, aQuote, anOrderRecord } from '@tradewright/core/testing';
import { exitPauseMs, exitTouch, exitTries } from './exit-pace.ts';

type Exit = Partial<Pick<OrderRecord, 'life' | 'filled' | 'reportedFilled' | 'updatedTime'>>;

/** What a plan with these exits, oldest first, has tried. */
function triesOf(...exits: readonly Exit[]) {
  const records = exits.map((parts) =>
    anOrderRecord({ filled: '0', reportedFilled: '0', ...parts }),
  );
  const plan = aPlan({ exitClientOrderIds: exits.map((_, index) => String(index)) });
  return exitTries(plan, (id) => records[Number(id)]);
}

describe('how often a plan found nobody', () => {
  const nobody = { life: 'canceled' } as const;
  const some = { life: 'canceled', filled: '5', reportedFilled: '5' } as const;
  test.for([
    ['nothing was tried', [], 0],
    ['one exit ended empty', [nobody], 1],
    ['three did', [nobody, nobody, nobody], 3],
    ['one that filled in part starts the count anew', [nobody, some], 0],
    ['and those after it count', [nobody, some, nobody], 1],
    ['one is under way', [nobody, { life: 'working' }], 0],
    ['one is unknown', [nobody, { life: 'unknown' }], 0],
    ['executions of the last are still under way to us', [{ ...nobody, reportedFilled: '5' }], 0],
    ['the venue refuses', [{ life: 'refused' }, { life: 'refused' }], 2],
  ] as const)('%s', ([, exits, fruitless]) => {
    expect(triesOf(...exits).fruitless).toBe(fruitless);
  });

  test('the pause counts from the end of the last one', () => {
    expect(triesOf({ ...nobody, updatedTime: 3 }, { ...nobody, updatedTime: 9 }).endedTime).toBe(9);
  });
});

describe('the pause', () => {
  const tried = (fruitless: number, refused = false) => ({ fruitless, endedTime: 0, refused });

  test('doubles up to a minute while the market is the same', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 50].map((count) => exitPauseMs(tried(count), false) / 1_000);
    expect(pauses).toEqual([0, 5, 10, 20, 40, 60, 60]);
  });

  test('ends with the first other price or size, but not for a venue that refuses', () => {
    expect(exitPauseMs(tried(9), true)).toBe(0);
    expect(exitPauseMs(tried(9, true), true)).toBe(60_000);
  });

  test('is never longer than a minute, whatever came before', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.boolean(), fc.boolean(), (count, refused, moved) => {
        const pause = exitPauseMs(tried(count, refused), moved);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});

test('a long leaves at the bid and a short at the ask: the other side is no news', () => {
  const [quote, other] = [aQuote({ bid: 50, ask: 51 }), aQuote({ bid: 50, ask: 52 })];
  expect(exitTouch({ side: 'buy' }, quote)).toBe(exitTouch({ side: 'buy' }, other));
  expect(exitTouch({ side: 'sell' }, quote)).not.toBe(exitTouch({ side: 'sell' }, other));
  expect(exitTouch({ side: 'buy' }, undefined)).not.toBe(exitTouch({ side: 'buy' }, quote));
});
