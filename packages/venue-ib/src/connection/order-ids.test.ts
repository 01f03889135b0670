/** Order ids. @module */
import { expect, test } from 'vitest';
import { MemoryMap } from '../testing/memory-map.ts';
import { OrderIds } from './order-ids.ts';

test('after a restart ids go on above the stored mark, though the venue counts backwards', () => {
  const store = new MemoryMap();
  const before = new OrderIds(store, 1);
  before.sawUsed(40);
  expect([before.next(), before.next()]).toEqual([41, 42]);
  const after = new OrderIds(store, 1);
  after.sawUsed(0);
  expect(after.next()).toBe(43);
});

test('the mark is durable when an id is given, and belongs to its client id', () => {
  const store = new MemoryMap();
  new OrderIds(store, 1).next();
  expect(store.entries()).toEqual([['ib.order-id.1', '1']]);
  expect(new OrderIds(store, 2).next()).toBe(1);
});
