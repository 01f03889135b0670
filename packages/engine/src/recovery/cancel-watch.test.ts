import { describe, expect, test } from 'vitest';
import type { OrderRecord } from '@tradewright/core';
import { anOrderRecord } from '@tradewright/core/testing';
import { CancelWatch, isCanceling } from './cancel-watch.ts';

const settleMs = 10_000;
const command = (state: 'sent' | 'unknown' | 'refused'): Partial<OrderRecord> => ({
  life: 'working',
  command: { kind: 'cancel', state },
});
const pending = anOrderRecord(command('sent'));
const id = pending.intent.clientOrderId;

test.for([
  ['a cancel that was sent', command('sent'), true],
  ['one of unknown outcome', command('unknown'), true],
  ['one that the venue refused', command('refused'), false],
  ['a new order', { life: 'working', command: { kind: 'new', state: 'sent' } }, false],
  ['no command', { life: 'working', command: null }, false],
  ['the end of the order', { ...command('sent'), life: 'canceled' }, false],
] as const)('%s is under way: %s', ([, parts, expected]) => {
  expect(isCanceling(anOrderRecord(parts as Partial<OrderRecord>))).toBe(expected);
});

/** What lapses over looks that begin at these times, and show the order or not. */
function lapsing(
  ...looks: readonly (readonly [begun: number, shown: boolean, record?: OrderRecord])[]
) {
  const watch = new CancelWatch(settleMs);
  return looks.map(([begun, shown, record = pending]) =>
    watch.lapsed([record], (asked) => shown && asked === id, begun),
  );
}

describe('a cancel of which nothing came', () => {
  test('has lapsed when a look shows the order a settle window after another one', () => {
    expect(lapsing([0, true], [9_999, true], [10_000, true])).toEqual([[], [], [id]]);
  });

  test('is not given up while the venue does not show the order', () => {
    expect(lapsing([0, true], [20_000, false], [30_000, false])).toEqual([[], [], []]);
  });

  test('counts anew once another cancel is under way', () => {
    const settled = anOrderRecord({ life: 'working', command: null });
    const looks = lapsing([0, true], [5_000, true, settled], [10_000, true], [20_000, true]);
    expect(looks).toEqual([[], [], [], [id]]);
  });
});
