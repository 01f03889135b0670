import { expect, test } from 'vitest';
import { decimal } from '@tradewright/core';
import { exitLimit, type ExitLimit } from './exit-limit.ts';

const asx = [
  { from: decimal('0'), increment: decimal('0.001') },
  { from: decimal('0.1'), increment: decimal('0.005') },
  { from: decimal('2'), increment: decimal('0.01') },
];
const limit = (parts: Partial<ExitLimit>): string =>
  exitLimit({
    touch: 45,
    side: 'sell',
    ladder: asx,
    ticks: 2,
    attempt: 0,
    capPercent: 0.5,
    ...parts,
  });

test.for<[what: string, parts: Partial<ExitLimit>, price: string]>([
  ['a sale two cents below the bid', {}, '44.98'],
  ['a purchase two cents above the ask', { side: 'buy' }, '45.02'],
  ['twice as far at the second try', { attempt: 1 }, '44.96'],
  ['four times at the third', { attempt: 2 }, '44.92'],
  ['never past half a percent', { attempt: 9 }, '44.78'],
  [
    'a share of cents moves a step, although that is more than half a percent',
    { touch: 0.065 },
    '0.064',
  ],
  ['and a step more with each try', { touch: 0.065, attempt: 2 }, '0.062'],
  ['a purchase of it', { touch: 0.065, side: 'buy', attempt: 1 }, '0.067'],
  ['never below one step', { touch: 0.002, attempt: 8 }, '0.001'],
  ['onto the coarser steps of a higher price', { touch: 1.995, side: 'buy', attempt: 1 }, '2.01'],
])('%s', ([, parts, price]) => {
  expect(limit(parts)).toBe(price);
});
