import { expect, test } from 'vitest';
import { journalEvent, type DecimalString, type RecordReader } from '@tradewright/core';
import {
  aSessionRecord,
  anEquityPoint,
  anOrderIntent,
  anOrderRecord,
} from '@tradewright/core/testing';
import { openStore } from './sqlite-store.ts';

const day = 86_400_000;
const noon = 10 * day + day / 2;

/** What the next process reads of a portfolio with these marks, as `[time, equity]`, and orders made at these times. */
function restarted(
  marks: readonly (readonly [number, string | null])[],
  orders: readonly number[] = [],
): RecordReader {
  const store = openStore({ path: ':memory:' });
  const record = aSessionRecord();
  const journal = store.startSession(record);
  for (const [time, equity] of marks) {
    const point = anEquityPoint({ time, equity: equity as DecimalString | null });
    journal.append([journalEvent('equity.marked', time, point)]);
  }
  orders.forEach((createdTime, index) => {
    const intent = anOrderIntent({ clientOrderId: `TW-s-${index}-0000`, createdTime });
    const order = anOrderRecord({ life: 'filled', intent });
    journal.append([journalEvent('order.intent', createdTime, order)]);
  });
  return store.reader(record.portfolioId);
}

const marksOf = (marks: readonly (readonly [number, string | null])[]): unknown =>
  restarted(marks)
    .equityMarks('AUD')
    .map(({ time, equity }) => [time, equity]);

test.for([
  ['nothing was marked', [], []],
  ['the equity was never known', [[noon, null]], []],
  [
    'the peak is of an earlier day',
    [
      [noon - day, '120000'],
      [noon - 9, '100000'],
      [noon, '95000'],
    ],
    [
      [noon - day, '120000'],
      [noon - 9, '100000'],
      [noon, '95000'],
    ],
  ],
  [
    'the first mark of the day is the peak',
    [
      [noon - 9, '100000'],
      [noon, '95000'],
    ],
    [
      [noon - 9, '100000'],
      [noon - 9, '100000'],
      [noon, '95000'],
    ],
  ],
  [
    'a mark that is not known is passed over',
    [
      [noon - 9, null],
      [noon - 8, '90000'],
      [noon, '9500'],
    ],
    [
      [noon - 8, '90000'],
      [noon - 8, '90000'],
      [noon, '9500'],
    ],
  ],
] as const)('%s', ([, marks, expected]) => {
  expect(marksOf(marks)).toEqual(expected);
});

test('orders are remembered from so long before the newest one, oldest first', () => {
  const reader = restarted([], [noon, noon - 60_000, noon - 60_001, noon - 1]);
  expect(reader.recentOrders(60_000).map(({ intent }) => intent.createdTime - noon)).toEqual([
    -60_000, -1, 0,
  ]);
  expect(restarted([]).recentOrders(60_000)).toEqual([]);
});
