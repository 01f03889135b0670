/** Rules of an account that another process takes over. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { itemsOf } from '../check-record.ts';
import type { ConformanceCase } from '../conformance-case.ts';

/** T901 to T919. */
export const restartCases: readonly ConformanceCase[] = [
  {
    id: 'T901',
    title: 'after a restart a resting order is found by our id',
    needs: ['fact:restart'],
    run: async (it) => {
      const id = await it.rest();
      await it.restart();
      const { clientOrderId, foreign, limitPrice } = await it.look(id);
      deepEqual([clientOrderId, foreign, limitPrice], [id, false, it.low]);
    },
  },
  {
    id: 'T902',
    title: 'after a restart a resting order is one of our own',
    needs: ['fact:restart'],
    run: async (it) => {
      const id = await it.rest();
      await it.restart();
      const open = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(
        open.map(({ clientOrderId }) => clientOrderId),
        [id],
      );
    },
  },
  {
    id: 'T903',
    title: 'after a restart an order is canceled by our id alone',
    needs: ['fact:restart'],
    run: async (it) => {
      const id = await it.rest();
      await it.restart();
      await it.trader.cancelOrder(id);
      await it.ended(id, 'canceled');
    },
  },
  {
    id: 'T904',
    title: 'after a restart an order is changed by our id alone',
    needs: ['fact:restart', 'modify'],
    run: async (it) => {
      const id = await it.rest();
      await it.restart();
      const change = { quantity: null, limitPrice: it.rig.touch.bid, stopPrice: null };
      equal((await it.trader.modifyOrder(id, change)).limitPrice, it.rig.touch.bid);
    },
  },
  {
    id: 'T905',
    title: 'after a restart the same executions are listed under the same ids',
    needs: ['fact:restart', 'fact:fill-history'],
    run: async (it) => {
      await it.buy();
      const ask = async () => itemsOf(await it.trader.fetchFills({ since: it.rig.startedAt }));
      const before = await ask();
      ok(before.length > 0);
      await it.restart();
      const after = await ask();
      const key = ({ fillId, revision, clientOrderId, quantity }: (typeof after)[number]) =>
        [fillId, revision, clientOrderId, quantity].join(' ');
      deepEqual(after.map(key), before.map(key));
    },
  },
  {
    id: 'T906',
    title: 'a fill that happened while nobody listened is listed under our id',
    needs: ['fact:restart', 'fact:fill-history'],
    run: async (it) => {
      const id = await it.rest();
      await it.trader.close();
      it.fall();
      await it.restart();
      const listed = itemsOf(await it.trader.fetchFills({ since: it.rig.startedAt }));
      deepEqual(
        listed.map(({ clientOrderId }) => clientOrderId),
        [id],
      );
      equal((await it.look(id)).life, 'filled');
    },
  },
  {
    id: 'T907',
    title: 'after a restart an id that was sent is still used up',
    needs: ['fact:restart'],
    run: async (it) => {
      const intent = it.intent();
      await it.trader.placeOrder(intent);
      await it.restart();
      const error = await it.failure(it.trader.placeOrder(intent));
      equal(error.code, 'ORDER_DUPLICATE_ID');
      deepEqual(it.rig.taken(), [intent.clientOrderId]);
    },
  },
  {
    id: 'T908',
    title: 'after a restart new orders have new ids at the venue',
    needs: ['fact:restart'],
    run: async (it) => {
      const first = await it.look(await it.rest());
      await it.restart();
      const second = await it.look(await it.rest());
      ok(first.venueOrderIds.every((id) => !second.venueOrderIds.includes(id)));
    },
  },
  {
    id: 'T909',
    title: 'after a restart holdings are what they were',
    needs: ['fact:restart'],
    run: async (it) => {
      await it.buy();
      const ask = async () => itemsOf(await it.trader.fetchPositions());
      const before = await ask();
      await it.restart();
      const view = (list: typeof before) => list.map(({ symbol, quantity }) => [symbol, quantity]);
      deepEqual(view(await ask()), view(before));
    },
  },
  {
    id: 'T910',
    title: 'a resting order of an earlier life fills, and its fill is told',
    needs: ['fact:restart'],
    run: async (it) => {
      const id = await it.rest();
      await it.restart();
      await it.trader.fetchOpenOrders({ scope: 'own' });
      it.fall();
      await it.filled(id, it.rig.quantity);
    },
  },
];
