/** Caps that come near, and caps that are hit. */
import { describe, expect, test } from 'vitest';
import { Decimal, decimal } from '@tradewright/core';
import { anEquityPoint } from '@tradewright/core/testing';
import { aDeskIntent, aRiskDesk, deskCaps } from '../testing/risk-desk.ts';
import { capStates, type CapUse } from './cap-states.ts';
import { CapWatch } from './cap-watch.ts';
import { riskLimits } from './risk-limits.ts';

const limits = riskLimits({
  ...deskCaps,
  maxPositions: 5,
  maxNetExposure: decimal('8000'),
  maxDrawdownPercent: decimal('20'),
});
const sum = (text: string): Decimal => Decimal.from(text);
const quiet: CapUse = {
  gross: Decimal.zero,
  net: Decimal.zero,
  openSymbols: 0,
  equity: sum('100000'),
  dayStart: sum('100000'),
  peak: sum('100000'),
};
const statesOf = (use: Partial<CapUse>): Record<string, string> =>
  Object.fromEntries(
    capStates(limits, { ...quiet, ...use })
      .filter(({ state }) => state !== 'clear')
      .map(({ rule, state, usedPercent }) => [rule, `${state} ${usedPercent ?? '-'}`]),
  );

test.for<[use: Partial<CapUse>, states: Record<string, string>]>([
  [{}, {}],
  [{ gross: sum('7999.99') }, {}],
  [{ gross: sum('8000') }, { 'gross-exposure': 'near-cap 80' }],
  [{ gross: sum('9999.99') }, { 'gross-exposure': 'near-cap 100' }],
  [{ gross: sum('10000') }, { 'gross-exposure': 'cap-hit 100' }],
  [{ net: sum('-6400') }, { 'net-exposure': 'near-cap 80' }],
  [{ openSymbols: 4 }, { 'max-positions': 'near-cap 80' }],
  [{ openSymbols: 5 }, { 'max-positions': 'cap-hit 100' }],
  [{ equity: sum('99200') }, { 'daily-loss': 'near-cap 80' }],
  [{ equity: sum('99000') }, { 'daily-loss': 'cap-hit 100' }],
  [{ equity: sum('97000') }, { 'daily-loss': 'cap-hit 300', 'daily-loss-percent': 'cap-hit 100' }],
  [
    { equity: sum('100000'), dayStart: sum('80000'), peak: sum('120000') },
    { drawdown: 'near-cap 83.3' },
  ],
  [{ gross: undefined }, { 'gross-exposure': 'unknown -' }],
])('%o', ([use, states]) => {
  expect(statesOf(use)).toEqual(states);
});

describe('a change of state', () => {
  test('is told once, and what is reserved counts', () => {
    const desk = aRiskDesk();
    const watch = new CapWatch(() => desk.risk.capStates());
    const told = () => watch.changes().map(({ rule, state }) => `${rule} ${state}`);
    expect(told()).toEqual([]);
    const order = aDeskIntent({ quantity: decimal('90') });
    desk.risk.review(order);
    desk.risk.review(aDeskIntent({ symbol: 'CBA/AUD', quantity: decimal('90') }));
    expect(told()).toEqual(['gross-exposure near-cap', 'max-positions cap-hit']);
    expect(told()).toEqual([]);
    desk.risk.release(order.clientOrderId);
    expect(told()).toEqual(['gross-exposure clear', 'max-positions clear']);
  });

  test('is not told again while the use trembles about the bound', () => {
    const told = (...percents: readonly number[]): readonly string[] => {
      const uses = [...percents];
      const watch = new CapWatch(() =>
        capStates(limits, { ...quiet, gross: sum(String((uses.shift() ?? 0) * 100)) }),
      );
      return percents.flatMap((percent) =>
        watch
          .changes()
          .filter(({ rule }) => rule === 'gross-exposure')
          .map(({ state }) => `${percent} ${state}`),
      );
    };
    expect(told(81, 79, 81, 101, 99, 101, 96)).toEqual(['81 near-cap', '101 cap-hit']);
    expect(told(101, 94, 76, 74, 80)).toEqual([
      '101 cap-hit',
      '94 near-cap',
      '74 clear',
      '80 near-cap',
    ]);
    expect(told(101, 20)).toEqual(['101 cap-hit', '20 clear']);
  });

  test('follows the loss of the day', () => {
    const desk = aRiskDesk();
    const watch = new CapWatch(() => desk.risk.capStates());
    desk.risk.onEquity(anEquityPoint({ time: 2_000, equity: decimal('99100') }));
    expect(watch.changes()).toMatchObject([
      { rule: 'daily-loss', state: 'near-cap', limit: '1000', used: '900', usedPercent: '90' },
    ]);
    desk.risk.onEquity(anEquityPoint({ time: 3_000, equity: decimal('98000') }));
    expect(watch.changes()).toMatchObject([{ rule: 'daily-loss', state: 'cap-hit' }]);
  });
});
