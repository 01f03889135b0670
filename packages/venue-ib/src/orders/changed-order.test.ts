import type { Order } from '@stoqey/ib';
import { expect, test } from 'vitest';
import { hasTerms } from './changed-order.ts';

const order = (totalQuantity: number, lmtPrice?: number, auxPrice?: number): Order =>
  ({ totalQuantity, lmtPrice, auxPrice }) as Order;

test.for<[described: Order | undefined, sent: Order, answers: boolean]>([
  [order(100, 44.5), order(100, 44.5), true],
  [order(100, 44), order(100, 44.5), false],
  [order(90, 44.5), order(100, 44.5), false],
  [order(100, undefined, 43), order(100, undefined, 43), true],
  [order(100, undefined, 43), order(100, undefined, 42), false],
  // IB fills in what was not sent.
  [order(100, 44.5, 0), order(100, 44.5), true],
  [undefined, order(100, 44.5), false],
])('%o answers a change to %o: %s', ([described, sent, answers]) => {
  expect(hasTerms(described, sent)).toBe(answers);
});
