/** @module */
import { describe, expect, test } from 'vitest';
import { decimal, type Decision, type EquityPoint } from '@tradewright/core';
import { aFill } from '@tradewright/core/testing';
import { decisionDifferences, runFigures } from './run-figures.ts';

const mark = (equity: string | null): EquityPoint => ({
  time: 0,
  baseCurrency: 'AUD',
  equity: equity === null ? null : decimal(equity),
  cash: {},
  realisedPnl: null,
  unrealisedPnl: null,
  fees: null,
});
const decision = (time: number, action: 'hold' | 'close', planId = 'plan-1'): Decision => ({
  decisionId: `decision-${String(time)}`,
  strategyName: 's',
  label: '',
  contextHash: null,
  time,
  actions: [
    action === 'hold'
      ? {
          request: { action, symbol: null, reasons: ['quiet'] },
          outcome: 'held',
          planId: null,
          reasons: [],
        }
      : {
          request: { action, planId, fraction: 1, reasons: [] },
          outcome: 'done',
          planId,
          reasons: [],
        },
  ],
});
const empty = { decisions: [], asked: [], plans: 0, fills: [], equity: [] };

describe('the figures of a run', () => {
  test('give the PnL as it was, and with every fill five basis points worse', () => {
    const fill = aFill({ quantity: decimal('100'), price: decimal('40'), currency: 'AUD' });
    const figures = runFigures({
      ...empty,
      fills: [fill, fill],
      equity: [mark('1000'), mark('900'), mark('1010.5')],
    });
    // 8,000 of turnover at 5 basis points are 4.
    expect(figures).toMatchObject({ fills: 2, pnl: { low: '6.5', high: '10.5' } });
  });

  test.for([
    ['no mark at all', []],
    ['an end that is not known', [mark('1000'), mark(null)]],
  ] as const)('know no PnL with %s', ([, equity]) => {
    expect(runFigures({ ...empty, equity }).pnl).toEqual({ low: null, high: null });
  });

  test('know no low end where fills are in another currency', () => {
    const fill = aFill({ currency: 'JPY' });
    const { pnl } = runFigures({ ...empty, fills: [fill], equity: [mark('1'), mark('2')] });
    expect(pnl).toEqual({ low: null, high: '1' });
  });
});

describe('differences between two runs', () => {
  test('are cycles that do something else, in order of time, whichever run lacks them', () => {
    const found = decisionDifferences(
      [decision(1, 'hold'), decision(2, 'close')],
      [decision(2, 'hold'), decision(3, 'hold'), decision(1, 'hold')],
    );
    expect(found).toEqual([
      { time: 2, strategyName: 's', before: 'close plan', after: 'hold' },
      { time: 3, strategyName: 's', before: 'no cycle', after: 'hold' },
    ]);
  });

  test('are none where only the number of the plan differs', () => {
    expect(decisionDifferences([decision(1, 'close')], [decision(1, 'close', 'plan-9')])).toEqual(
      [],
    );
  });
});
