/** Each difference has its name. */
import { expect, test } from 'vitest';
import { Decimal } from '@tradewright/core';
import { aBookPosition } from '@tradewright/core/testing';
import { cashLines, cashTolerance, type CashInput } from './cash-lines.ts';

const sums = (values: Record<string, string>): Map<string, Decimal> =>
  new Map(Object.entries(values).map(([currency, sum]) => [currency, Decimal.from(sum)]));

const compared = (
  venue: Record<string, string>,
  ledger: Record<string, string>,
  parts: Partial<CashInput> = {},
) =>
  cashLines({
    account: { cash: venue as never, baseCurrency: 'AUD' },
    ledger: sums(ledger),
    books: [],
    pairsAreCash: false,
    pendingFees: new Map(),
    owed: new Set(),
    tolerances: {},
    ...parts,
  }).map(({ currency, difference, cause }) => [currency, difference, cause]);

test.for<[what: string, found: unknown, lines: unknown]>([
  ['the same', compared({ AUD: '100' }, { AUD: '100' }), [['AUD', '0', 'none']]],
  ['two cents', compared({ AUD: '100.02' }, { AUD: '100' }), [['AUD', '0.02', 'rounding']]],
  ['three cents', compared({ AUD: '100.03' }, { AUD: '100' }), [['AUD', '0.03', 'received']]],
  ['two yen', compared({ JPY: '98' }, { JPY: '100' }), [['JPY', '-2', 'rounding']]],
  [
    'a tolerance of its own',
    compared({ AUD: '101' }, { AUD: '100' }, { tolerances: { AUD: '1' } }),
    [['AUD', '1', 'rounding']],
  ],
  ['money that came', compared({ AUD: '150' }, { AUD: '100' }), [['AUD', '50', 'received']]],
  ['money that went', compared({ AUD: '50' }, { AUD: '100' }), [['AUD', '-50', 'paid']]],
  [
    'a balance that is gone',
    compared({ AUD: '1' }, { AUD: '1', USD: '5' }),
    [
      ['AUD', '0', 'none'],
      ['USD', '-5', 'paid'],
    ],
  ],
  [
    'a fee that is not reported yet',
    compared({ AUD: '94' }, { AUD: '100' }, { pendingFees: sums({ AUD: '6.6' }) }),
    [['AUD', '-6', 'fee-pending']],
  ],
  [
    'more than three times that fee',
    compared({ AUD: '70' }, { AUD: '100' }, { pendingFees: sums({ AUD: '6.6' }) }),
    [['AUD', '-30', 'paid']],
  ],
  [
    'money that came is no fee',
    compared({ AUD: '106' }, { AUD: '100' }, { pendingFees: sums({ AUD: '6.6' }) }),
    [['AUD', '6', 'received']],
  ],
  [
    'an execution that is under way',
    compared({ AUD: '1' }, { AUD: '5000' }, { owed: new Set(['AUD']) }),
    [['AUD', '-4999', 'fill-pending']],
  ],
  [
    'a coin is a holding',
    compared({ AUD: '1', BTC: '3' }, { AUD: '1', BTC: '2' }),
    [['AUD', '0', 'none']],
  ],
  ['a venue that tells nothing', compared({}, { AUD: '100' }), []],
  [
    'the base of a pair where pairs are cash',
    compared(
      { AUD: '1100', USD: '934' },
      { AUD: '100', USD: '934' },
      {
        pairsAreCash: true,
        books: [aBookPosition({ symbol: 'AUD/USD', quantity: Decimal.from('1000').toString() })],
      },
    ),
    [
      ['AUD', '0', 'none'],
      ['USD', '0', 'none'],
    ],
  ],
])('%s', ([, found, lines]) => {
  expect(found).toEqual(lines);
});

test('the tolerance of a currency is stated', () => {
  expect(['AUD', 'USD', 'JPY'].map((code) => cashTolerance(code, {}).toString())).toEqual([
    '0.02',
    '0.02',
    '2',
  ]);
});
