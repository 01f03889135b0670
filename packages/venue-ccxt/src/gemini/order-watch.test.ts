/** Each change is told once, and no execution is forgotten. @module */
import { VirtualClock, decimal, type Fill, type OrderReport } from '@tradewright/core';
import { aFill, anOrderReport } from '@tradewright/core/testing';
import { describe, expect, test } from 'vitest';
import { OrderWatch, type OrderSight } from './order-watch.ts';

function aWatch(look: () => Promise<OrderSight>) {
  const orders: OrderReport[] = [];
  const fills: Fill[] = [];
  const watch = new OrderWatch({
    clock: new VirtualClock(0),
    periodMs: 1_000,
    look,
    onOrder: (report) => orders.push(report),
    onFill: (fill) => fills.push(fill),
  });
  return { watch, orders, fills };
}

const ended = anOrderReport({ life: 'filled', filled: decimal('100'), remaining: decimal('0') });

describe('OrderWatch', () => {
  test('the same execution in two answers is told once', () => {
    const { watch, fills } = aWatch(() => Promise.reject(new Error('down')));
    watch.see({ report: anOrderReport(), fills: [aFill()] });
    watch.see({ report: anOrderReport(), fills: [aFill()] });
    expect(fills).toHaveLength(1);
  });

  test('an ended order is followed until its executions are known', async () => {
    const { watch, fills } = aWatch(async () => ({ report: ended, fills: [aFill()] }));
    watch.see({ report: ended, fills: [] });
    expect(watch.size).toBe(1);
    await watch.look();
    expect([watch.size, fills.length]).toEqual([0, 1]);
  });

  test('an old answer does not bring an ended order back', () => {
    const { watch, orders } = aWatch(() => Promise.reject(new Error('down')));
    watch.see({ report: ended, fills: [aFill()] });
    watch.see({ report: anOrderReport(), fills: [] });
    expect(orders.map(({ life }) => life)).toEqual(['filled']);
    expect(watch.size).toBe(0);
  });

  test('a look that fails leaves the order followed', async () => {
    const { watch } = aWatch(() => Promise.reject(new Error('down')));
    watch.see({ report: anOrderReport(), fills: [] });
    await watch.look();
    expect(watch.size).toBe(1);
  });
});
