import { expect, test } from 'vitest';
import { decimal, journalEvent, type BookPosition } from '@tradewright/core';
import { aBookPosition, aSessionRecord } from '@tradewright/core/testing';
import { roundTrips } from './round-trips.ts';
import { openStore } from './sqlite-store.ts';

/** States of one book as `[quantity, realised, fee, time]`. */
function states(
  rows: readonly (readonly [string, string, string, number])[],
  parts: Partial<BookPosition> = {},
): readonly BookPosition[] {
  return rows.map(([quantity, realisedPnl, fee, time]) =>
    aBookPosition({
      quantity: decimal(quantity),
      realisedPnl: decimal(realisedPnl),
      fees: { AUD: decimal(fee) },
      state: quantity === '0' ? 'closed' : 'open',
      openedTime: time,
      updatedTime: time,
      ...parts,
    }),
  );
}

const told = (rows: Parameters<typeof states>[0]): unknown =>
  roundTrips(states(rows)).map((trip) => [
    trip.side,
    trip.openedTime,
    trip.closedTime,
    trip.changes,
    trip.largestQuantity,
    trip.realisedPnl,
    trip.fees['AUD'] ?? '0',
  ]);

test.for([
  ['nothing yet', [], []],
  ['open', [['10', '0', '1', 1]], [['long', 1, null, 1, '10', '0', '1']]],
  [
    'opened, added to, left in two steps',
    [
      ['10', '0', '1', 1],
      ['30', '0', '2', 2],
      ['20', '5', '3', 3],
      ['0', '15', '4', 4],
    ],
    [['long', 1, 4, 4, '30', '15', '4']],
  ],
  [
    'a second life counts from where the first one ended',
    [
      ['10', '0', '1', 1],
      ['0', '5', '2', 2],
      ['-10', '5', '3', 3],
      ['0', '2', '4', 4],
    ],
    [
      ['long', 1, 2, 2, '10', '5', '2'],
      ['short', 3, 4, 2, '10', '-3', '2'],
    ],
  ],
  [
    'a turn ends one life and begins the next',
    [
      ['10', '0', '1', 1],
      ['-5', '7', '3', 2],
      ['0', '9', '4', 3],
    ],
    [
      ['long', 1, 2, 2, '10', '7', '3'],
      ['short', 2, 3, 2, '5', '2', '1'],
    ],
  ],
  [
    'a fee that comes after the end belongs to the life that caused it',
    [
      ['10', '0', '0', 1],
      ['0', '5', '0', 2],
      ['0', '5', '3', 3],
    ],
    [['long', 1, 2, 2, '10', '5', '3']],
  ],
] as const)('%s', ([, rows, expected]) => {
  expect(told(rows as never)).toEqual(expected);
});

test('strategies in one symbol have lives of their own', () => {
  const [a] = states([['10', '0', '0', 1]], { strategyName: 'a' });
  const [b] = states([['-10', '0', '0', 2]], { strategyName: 'b' });
  const both = [a, b].filter((book) => book !== undefined);
  expect(roundTrips(both).map(({ strategyName, side }) => [strategyName, side])).toEqual([
    ['a', 'long'],
    ['b', 'short'],
  ]);
});

test('a session tells the lives that it moved, and those of an earlier one that it went on with', () => {
  const store = openStore({ path: ':memory:' });
  const rows = [
    ['one', ['10', '0', '0', 1]],
    ['one', ['0', '5', '0', 2]],
    ['one', ['20', '5', '0', 3]],
    ['two', ['0', '8', '0', 4]],
    ['three', ['30', '8', '0', 5]],
  ] as const;
  for (const id of ['one', 'two', 'three']) {
    const journal = store.startSession(aSessionRecord({ id }));
    for (const [, row] of rows.filter(([session]) => session === id))
      for (const book of states([row]))
        journal.append([journalEvent('position.changed', row[3], book)]);
  }
  const gains = store
    .details('two')
    .roundTrips()
    .map(({ realisedPnl }) => realisedPnl);
  expect(gains).toEqual(['3']);
  store.close();
});
