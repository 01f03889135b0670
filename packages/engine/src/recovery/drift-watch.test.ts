import { expect, test } from 'vitest';
import { Decimal } from '@tradewright/core';
import { DriftWatch } from './drift-watch.ts';

/** Looks as `[begun, difference, booked, epoch]`; tells which of them confirm. */
function confirmed(looks: readonly (readonly [number, string, string?, number?])[]): boolean[] {
  const watch = new DriftWatch(10);
  return looks.map(([begun, difference, booked = '0', epoch = 1]) => {
    const found = { difference: Decimal.from(difference), booked: Decimal.from(booked) };
    return watch.stands({ symbol: 'BHP/AUD', position: undefined, ...found }, { begun, epoch });
  });
}

test.for([
  [
    'the same, a settle window later',
    [
      [0, '5'],
      [10, '5'],
    ],
    [false, true],
  ],
  [
    'the same, too soon and then late enough',
    [
      [0, '5'],
      [9, '5'],
      [10, '5'],
    ],
    [false, false, true],
  ],
  [
    'another difference',
    [
      [0, '5'],
      [10, '6'],
      [20, '6'],
    ],
    [false, false, true],
  ],
  [
    'books that moved meanwhile',
    [
      [0, '5', '1'],
      [10, '5', '2'],
    ],
    [false, false],
  ],
  [
    'another connection',
    [
      [0, '5', '0', 1],
      [10, '5', '0', 2],
    ],
    [false, false],
  ],
  [
    'what went away and came back',
    [
      [0, '5'],
      [10, '0'],
      [20, '5'],
    ],
    [false, false, false],
  ],
] as const)('%s', ([, looks, expected]) => {
  expect(confirmed(looks as never)).toEqual(expected);
});
