/** @module */
import { expect, test } from 'vitest';
import { Decimal, VirtualClock, decimal } from '@tradewright/core';
import { SpendLedger } from './spend-ledger.ts';
import { spendMark } from './spend-mark.ts';

const cap = { usd: decimal('2'), calls: 10, tokens: null, seconds: 100 };
const used = (usd: string, calls: number, ms = 0) => ({
  usd: Decimal.from(usd),
  calls,
  tokens: 1_000_000,
  ms,
});

test.for([
  ['nothing', used('0', 0), null],
  ['69 % of the money', used('1.399', 0), null],
  ['70 % of the money', used('1.4', 0), "70 % of the day's cost is used"],
  ['the calls more than the money', used('1.5', 9), "90 % of the day's calls are used"],
  ['the time', used('0', 0, 75_000), "75 % of the day's seconds are used"],
] as const)('with %s used the mark is %s', ([, charged, mark]) => {
  expect(spendMark('day', cap, charged)).toBe(mark);
});

test('the mark ends with its period', () => {
  const clock = new VirtualClock(0);
  const one = { usd: decimal('1') };
  const ledger = new SpendLedger({
    caps: { decision: one, hour: one, day: { usd: decimal('9') }, month: { usd: decimal('9') } },
    priceOf: () => ({ input: decimal('1'), cachedInput: decimal('1'), output: decimal('1') }),
    clock,
  });
  expect(ledger.mark()).toBeNull();
  ledger.spender().reserve('m', 800_000, 0);
  expect(ledger.mark()).toBe("80 % of the hour's cost is used");
  clock.advanceTo(3_600_000);
  expect(ledger.mark()).toBeNull();
});
