/** What a restart must not forget: the loss of the day, the peak and the rate of orders. */
import { expect, test } from 'vitest';
import { Decimal, decimal } from '@tradewright/core';
import { anEquityPoint, anOrderIntent, anOrderRecord } from '@tradewright/core/testing';
import { externalEntry } from '../portfolio/external-entry.ts';
import { aRiskDesk } from '../testing/risk-desk.ts';

const day = 86_400_000;
const noon = 10 * day + day / 2;

/** Which rules a small entry breaks in a process that goes on with these marks and orders. */
function denials(
  marks: readonly (readonly [number, string])[],
  orders: readonly number[],
  at: number,
  transfers: readonly (readonly [number, string])[] = [],
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
    ledgerEntries: () =>
      transfers.map(([time, sum]) =>
        externalEntry(
          {
            kind: 'transfer',
            amount: decimal(sum),
            currency: 'AUD',
            symbol: null,
            reference: '',
            time,
          },
          'entry',
          time,
        ),
      ),
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

test('a deposit hides no loss of the day, and a withdrawal is none, also over a restart', () => {
  const start: readonly [number, string] = [noon - 9, '100000'];
  const deposit: readonly [number, string] = [noon - 5, '5000'];
  const withdrawal: readonly [number, string] = [noon - 5, '-5000'];
  const after = (equity: string, transfer: readonly [number, string]) =>
    denials([start, [noon, equity]], [], noon + 9, [transfer]);
  expect(after('103900', deposit)).toEqual(['daily-loss']);
  expect(after('104900', deposit)).toEqual([]);
  expect(after('94500', withdrawal)).toEqual([]);
});

test('the same while the session runs', () => {
  const { risk } = aRiskDesk();
  const loss = () => risk.capStates().find(({ rule }) => rule === 'daily-loss')?.used;
  risk.onEquity(anEquityPoint({ time: 2_000, equity: decimal('99100') }));
  expect(loss()).toBe('900');
  for (const sum of ['5000', '-2000']) {
    risk.onTransfer(Decimal.from(sum));
    expect(loss()).toBe('900');
  }
  risk.onEquity(anEquityPoint({ time: 3_000, equity: decimal('102000') }));
  expect(loss()).toBe('1000');
});
