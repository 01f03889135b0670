import { expect, test } from 'vitest';
import { decimal } from '@tradewright/core';
import { anOrderIntent, anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import { OrderRegistry } from './order-registry.ts';
import { sortReports } from './sort-reports.ts';

test('orders that go on are written together; ends, strangers and a second word are not', () => {
  const orders = new OrderRegistry();
  for (const clientOrderId of ['a', 'b', 'c'])
    orders.put(
      anOrderRecord({
        intent: anOrderIntent({ clientOrderId }),
        life: 'working',
        venueOrderIds: ['paper-1'],
      }),
    );
  const filled = decimal('40');
  const reports = [
    anOrderReport({ clientOrderId: 'a', filled }),
    anOrderReport({ clientOrderId: 'b', life: 'canceled' }),
    anOrderReport({ clientOrderId: 'c' }),
    anOrderReport({ clientOrderId: 'stranger', venueOrderId: 'paper-9' }),
    anOrderReport({ clientOrderId: 'a', filled: decimal('50') }),
  ];
  const { together, alone } = sortReports(reports, orders);
  expect(together.map(({ reportedFilled }) => reportedFilled)).toEqual(['40']);
  expect(alone).toEqual([reports[1], reports[3], reports[4]]);
});
