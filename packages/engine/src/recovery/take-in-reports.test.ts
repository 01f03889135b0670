import { expect, test } from 'vitest';
import { VirtualClock, decimal, type OrderReport } from '@tradewright/core';
import { anOrderIntent, anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import { OrderRegistry } from '../execution/order-registry.ts';
import { takeInReports } from './take-in-reports.ts';
import { WorkSlices } from './work-slices.ts';

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
  const orders = registry();
  const slices = new WorkSlices(clock);
  const look = await takeInReports(reports.slice(1), { orders, execution, slices });
  expect(orders.notShown(look).map((record) => record.intent.clientOrderId)).toEqual([ids[0]]);
  expect(batches).toEqual([64, 64, 64, 64, 43]);
  expect(pauses).toBe(10);
});
