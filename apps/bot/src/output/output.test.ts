import { describe, expect, test } from 'vitest';
import { aFill } from '@tradewright/core/testing';
import { demoSummary, type SummaryView } from './demo-summary.ts';
import { lineChart } from './line-chart.ts';
import { money, plainNumber } from './money.ts';
import { ProgressLine } from './progress-line.ts';
import { table } from './table.ts';

const view: SummaryView = {
  sessionId: '20261125-080326-3c7f',
  status: 'finished',
  venue: 'PAPER',
  symbols: ['BTC/USD'],
  label: 'OFFLINE RULES - not an AI model',
  from: 1_522_800_000_000,
  to: 1_522_972_800_000,
  events: 5320,
  decisions: 576,
  plans: 13,
  denials: { 'minimum-trade': 2 },
  proposals: [],
  orders: 30,
  fills: [aFill()],
  fees: '105.64367867',
  realisedPnl: '-250.23737743',
  unrealisedPnl: '17.26493234',
  baseCurrency: 'USD',
  equity: [100_000, 100_010, 99_900, 99_950],
  digest: 'abcdef0123456789abcdef',
  database: '/data/tradewright.db',
  seconds: 1.84,
  ledgerBalances: true,
};

describe('demoSummary', () => {
  test('fits 80 columns and says who decided', () => {
    const text = demoSummary(view, false);
    expect(text).toContain('OFFLINE RULES - not an AI model');
    expect(text).toContain('minimum-trade 2');
    expect(text).toContain('-250.24 USD');
    const wide = text.split('\n').filter((line) => line.length > 80 && !line.includes('npx'));
    expect(wide).toEqual([]);
  });

  test('has no colour codes unless asked for', () => {
    expect(demoSummary(view, false)).not.toContain('\u001B[');
    expect(demoSummary(view, true)).toContain('\u001B[');
  });

  test('a ledger that does not balance shouts', () => {
    expect(demoSummary({ ...view, ledgerBalances: false }, false)).toContain('DOES NOT BALANCE');
  });
});

test.for([
  ['1234567.891', '1,234,567.89'],
  ['-0.005', '0.00'],
  ['-12', '-12.00'],
  [null, '-'],
] as const)('money of %s is %s', ([value, text]) => {
  expect(money(value)).toBe(text);
});

test('plain numbers keep their places', () => {
  expect(plainNumber('0.73835811')).toBe('0.73835811');
  expect(plainNumber(6843780)).toBe('6,843,780');
});

test('numbers stand to the right, and an empty table says so', () => {
  const columns = [{ title: 'symbol' }, { title: 'quantity', right: true }];
  expect(
    table(
      columns,
      [
        ['BHP/AUD', '1'],
        ['X/AUD', '250'],
      ],
      'none',
    ),
  ).toBe('symbol   quantity\n-------  --------\nBHP/AUD         1\nX/AUD         250\n');
  expect(table(columns, [], 'No orders.')).toBe('No orders.\n');
});

test('a chart has its extremes as labels; one value is no chart', () => {
  expect(lineChart([1, 2, 3], { width: 10, height: 2 }, String).split('\n')).toEqual([
    '3 │  █',
    '1 │▁██',
    '',
  ]);
  expect(lineChart([1], { width: 10, height: 2 }, String)).toBe('');
});

test('progress renews one line on a terminal and stays quiet between', () => {
  const written: string[] = [];
  let now = 0;
  const line = new ProgressLine({
    isTTY: true,
    write: (text) => written.push(text),
    now: () => now,
  });
  line.update(() => 'a');
  now = 150;
  line.update(() => 'b');
  line.update(() => 'c');
  line.clear();
  expect(written).toEqual(['\r\u001B[2Kb', '\r\u001B[2K']);
});
