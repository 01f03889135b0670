/** What a restart must not forget: the loss of the day, the peak and the rate of orders. */
import { expect, test } from 'vitest';
import { decimal } from '@tradewright/core';
import { anEquityPoint, anOrderIntent, anOrderRecord } from '@tradewright/core/testing';
import { aRiskDesk } from '../testing/risk-desk.ts';

const day = 86_400_000;
const noon = 10 * day + day / 2;

/** Which rules a small entry breaks in a process that goes on with these marks and orders. */
function denials(
  marks: readonly (readonly [number, string])[],
  orders: readonly number[],
  at: number,
): readonly string[] {
  const caps = {
    maxDailyLoss: decimal('1000'),
    maxDailyLossPercent: null,
    maxDrawdownPercent: decimal('10'),
    maxOrdersPerMinute: 3,
    entryCooldownMs: 300_000,
  };
  const { risk, clock } = aRiskDesk({ caps });
  clock.advanceTo(at);
  risk.remember({
    equityMarks: () =>
      marks.map(([time, equity]) => anEquityPoint({ time, equity: decimal(equity) })),
    recentOrders: () =>
      orders.map((createdTime) => anOrderRecord({ intent: anOrderIntent({ createdTime }) })),
  });
  const newest = marks.at(-1)?.[1] ?? '100000';
  risk.onEquity(anEquityPoint({ time: at, equity: decimal(newest) }));
  const intent = anOrderIntent({ quantity: decimal('20'), createdTime: at });
  return risk.dryRun(intent).denials.map(({ rule }) => rule);
}

test.for([
  [
    'a loss of the day is still there',
    [
      [noon - 9, '100000'],
      [noon, '98900'],
    ],
    [],
    noon + 9,
    ['daily-loss'],
  ],
  [
    'a new day begins with a new loss',
    [
      [noon - 9, '100000'],
      [noon, '98900'],
    ],
    [],
    noon + day,
    [],
  ],
  [
    'the peak outlives the day',
    [
      [noon - 9 * day, '100000'],
      [noon, '89000'],
    ],
    [],
    noon + 9,
    ['drawdown'],
  ],
  [
    'a rate of orders goes on',
    [[noon, '100000']],
    [noon - 3, noon - 2, noon - 1],
    noon,
    ['order-rate', 'cool-down'],
  ],
  [
    'after a minute the rate is free, the cool-down is not',
    [[noon, '100000']],
    [noon - 3, noon - 2, noon - 1],
    noon + 60_000,
    ['cool-down'],
  ],
  [
    'after the cool-down both are',
    [[noon, '100000']],
    [noon - 3, noon - 2, noon - 1],
    noon + 300_000,
    [],
  ],
] as const)('%s', ([, marks, orders, at, expected]) => {
  expect(denials(marks, orders, at)).toEqual(expected);
});
