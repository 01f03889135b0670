import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, orderLifeSchema } from '@tradewright/core';
import { anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import { bringsNews } from './brings-news.ts';
import { orderMachine } from './order-machine.ts';

const life = fc.constantFrom(...orderLifeSchema.options);
const size = fc.constantFrom('0', '40', '100').map((text) => decimal(text));
const quantity = fc.constantFrom('40', '100').map((text) => decimal(text));
const ids = fc.subarray(['v-1', 'v-2']);
const message = fc.constantFrom(null, 'held', 'partly');
const command = fc.constantFrom(null, { kind: 'cancel', state: 'sent' } as const);

const record = fc
  .record({
    life,
    filled: size,
    reportedFilled: size,
    quantity,
    venueOrderIds: ids,
    message,
    command,
  })
  .map((parts) => anOrderRecord(parts));
/** Mostly what the record says already. */
const changes = fc.record(
  { life, filled: size, quantity, venueOrderIds: ids, message },
  { requiredKeys: [] },
);
const both = fc.tuple(record, changes).map(([before, changed]) => {
  const { life, quantity, venueOrderIds, message, reportedFilled: filled } = before;
  const same = { life, quantity, venueOrderIds, message, filled };
  return { before, said: anOrderReport({ ...same, ...changed }) };
});

test('a report without news leaves the machine where it is', () => {
  let without = 0;
  fc.assert(
    fc.property(both, ({ before, said }) => {
      if (bringsNews(before, said)) return;
      without += 1;
      expect(orderMachine(before, { kind: 'reported', report: said })).toBe(before);
    }),
    { numRuns: 5_000, seed: 3 },
  );
  expect(without).toBeGreaterThan(10);
});

test('what a working order is told again is no news; a larger fill is', () => {
  const before = anOrderRecord({ life: 'working', venueOrderIds: ['paper-1'] });
  expect(bringsNews(before, anOrderReport())).toBe(false);
  expect(bringsNews(before, anOrderReport({ filled: decimal('40') }))).toBe(true);
});
