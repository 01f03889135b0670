/** Rules of changes to standing orders. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal, type OrderChange } from '@tradewright/core';
import { itemsOf } from '../check-record.ts';
import type { ConformanceCase } from '../conformance-case.ts';

const change = (parts: Partial<OrderChange>): OrderChange => ({
  quantity: null,
  limitPrice: null,
  stopPrice: null,
  ...parts,
});

/** T721 to T739. */
export const modifyCases: readonly ConformanceCase[] = [
  {
    id: 'T721',
    title: 'a changed price is reported and listed, still as one order under the same id',
    needs: ['modify'],
    run: async (it) => {
      const id = await it.rest();
      const price = it.rig.touch.bid;
      const report = await it.trader.modifyOrder(id, change({ limitPrice: price }));
      deepEqual([report.clientOrderId, report.limitPrice], [id, price]);
      const open = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(
        open.map(({ clientOrderId, limitPrice, quantity }) => [
          clientOrderId,
          limitPrice,
          quantity,
        ]),
        [[id, price, it.rig.quantity]],
      );
    },
  },
  {
    id: 'T722',
    title: 'a changed quantity is what fills',
    needs: ['modify'],
    run: async (it) => {
      const id = await it.rest();
      await it.trader.modifyOrder(id, change({ quantity: it.rig.part }));
      it.fall();
      equal((await it.ended(id, 'filled')).filled, it.rig.part);
      await it.filled(id, it.rig.part);
    },
  },
  {
    id: 'T723',
    title: 'a price changed into the market fills',
    needs: ['modify'],
    run: async (it) => {
      const id = await it.rest();
      await it.trader.modifyOrder(id, change({ limitPrice: it.high }));
      await it.ended(id, 'filled');
    },
  },
  {
    id: 'T724',
    title: 'a change keeps what had filled',
    needs: ['modify'],
    run: async (it) => {
      const id = await it.rest();
      it.fall(it.rig.part);
      await it.filled(id, it.rig.part);
      it.show({});
      const report = await it.trader.modifyOrder(id, change({ limitPrice: it.rig.touch.bid }));
      equal(report.filled, it.rig.part);
    },
  },
  {
    id: 'T725',
    title: 'a changed stop is where the order triggers',
    needs: ['modify', 'type:stop'],
    run: async (it) => {
      const stop = { type: 'stop', limitPrice: null, stopPrice: it.higher } as const;
      const id = await it.rest(stop);
      await it.trader.modifyOrder(id, change({ stopPrice: it.high }));
      equal((await it.look(id)).stopPrice, it.high);
      it.rise();
      await it.ended(id, 'filled');
    },
  },
  {
    id: 'T726',
    title: 'a change of an order that nobody knows is told as not found',
    needs: ['modify'],
    run: async (it) => {
      const id = it.rig.nextClientOrderId();
      const asked = it.trader.modifyOrder(id, change({ limitPrice: it.low }));
      const { code, outcome } = await it.failure(asked);
      equal(code, 'ORDER_NOT_FOUND');
      ok(outcome !== 'unknown');
    },
  },
  {
    id: 'T727',
    title: 'a change that the venue cannot take leaves the order as it was',
    needs: ['modify'],
    run: async (it) => {
      const id = await it.rest();
      const step = it.instrument.tickLadder.at(-1)?.increment ?? '1';
      const off = Decimal.from(step).dividedBy(Decimal.from('2')).plus(Decimal.from(it.low));
      const asked = it.trader.modifyOrder(id, change({ limitPrice: off.toString() }));
      ok((await it.failure(asked)).outcome !== 'unknown');
      const { life, limitPrice } = await it.look(id);
      ok(life === 'working' || life === 'pending');
      equal(limitPrice, it.low);
    },
  },
  {
    id: 'T728',
    title: 'an order that has ended cannot be changed',
    needs: ['modify'],
    run: async (it) => {
      const id = await it.buy();
      const asked = it.trader.modifyOrder(id, change({ limitPrice: it.low }));
      ok((await it.failure(asked)).outcome !== 'unknown');
      equal((await it.ended(id, 'filled')).filled, it.rig.quantity);
    },
  },
  {
    id: 'T729',
    title: 'a venue that cannot change orders says so, and the order stands',
    needs: ['no:modify'],
    run: async (it) => {
      const id = await it.rest();
      const asked = it.trader.modifyOrder(id, change({ limitPrice: it.rig.touch.bid }));
      const { code, outcome } = await it.failure(asked);
      deepEqual([code, outcome], ['VENUE_NOT_SUPPORTED', 'not-sent']);
      equal((await it.look(id)).limitPrice, it.low);
    },
  },
];
