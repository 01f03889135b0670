import { expect, test } from 'vitest';
import { VirtualClock, decimal, type OrderReport } from '@tradewright/core';
import { anOrderIntent, anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import { OrderRegistry } from '../execution/order-registry.ts';
import { takeInReports } from './take-in-reports.ts';

const ids = Array.from({ length: 3_000 }, (_, index) => `TW-many-${index}`);

function registry(): OrderRegistry {
  const orders = new OrderRegistry();
  for (const clientOrderId of ids)
    orders.put(
      anOrderRecord({
        intent: anOrderIntent({ clientOrderId }),
        life: 'working',
        venueOrderIds: ['paper-1'],
      }),
    );
  return orders;
}

test('of thousands only those with news go on, in batches, with pauses once a slice is full', async () => {
  const reports = ids.map((clientOrderId, index) =>
    anOrderReport({ clientOrderId, filled: decimal(index % 10 === 0 ? '40' : '0') }),
  );
  const batches: number[] = [];
  let time = 0;
  let pauses = 0;
  const clock = Object.assign(new VirtualClock(0), {
    monotonic: () => (time += 4),
    sleep: async () => void (pauses += 1),
  });
  const execution = {
    onReports: (batch: readonly OrderReport[]) => batches.push(batch.length),
  } as unknown as ExecutionEngine;
  const shown = await takeInReports(reports, { orders: registry(), execution, clock });
  expect(shown.size).toBe(3_000);
  expect(batches).toEqual([128, 128, 44]);
  expect(pauses).toBe(6);
});
