/** Rules of orders that are taken. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal, orderReportSchema } from '@tradewright/core';
import { checkRecord, itemsOf } from '../check-record.ts';
import type { ConformanceCase } from '../conformance-case.ts';

const alive = ['pending', 'working'];

/** T401 to T419: limits, markets, ids. */
export const placingCases: readonly ConformanceCase[] = [
  {
    id: 'T401',
    title: 'a resting order is reported as it was asked for',
    needs: [],
    run: async (it) => {
      const intent = it.intent();
      const report = await it.trader.placeOrder(intent);
      checkRecord(orderReportSchema, report);
      ok(alive.includes(report.life), report.life);
      for (const name of ['clientOrderId', 'symbol', 'side', 'type', 'quantity'] as const)
        equal(report[name], intent[name]);
      deepEqual(
        [report.limitPrice, report.filled, report.remaining, report.averagePrice, report.foreign],
        [intent.limitPrice, '0', intent.quantity, null, false],
      );
    },
  },
  {
    id: 'T402',
    title: 'a working order is known by our id and by the venue’s',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      const report = await it.look(id);
      equal(report.clientOrderId, id);
      ok(report.venueOrderId !== null && report.venueOrderIds.includes(report.venueOrderId));
    },
  },
  {
    id: 'T403',
    title: 'a limit order that meets the market fills, never worse than its limit',
    needs: ['fact:average-price'],
    run: async (it) => {
      const id = await it.buy();
      const { life, filled, remaining, averagePrice } = await it.ended(id, 'filled');
      deepEqual([life, filled, remaining], ['filled', it.rig.quantity, '0']);
      ok(!Decimal.from(averagePrice ?? '0').isGreaterThan(Decimal.from(it.high)));
      equal(averagePrice, it.rig.touch.ask);
    },
  },
  {
    id: 'T404',
    title: 'a resting buy fills when the market falls to it',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      it.fall();
      const report = await it.ended(id, 'filled');
      ok(!Decimal.from(report.averagePrice ?? '0').isGreaterThan(Decimal.from(it.low)));
    },
  },
  {
    id: 'T405',
    title: 'a resting sale fills when the market rises to it',
    needs: ['fact:average-price'],
    run: async (it) => {
      await it.buy();
      const id = await it.rest({ side: 'sell', limitPrice: it.high });
      it.rise();
      const report = await it.ended(id, 'filled');
      ok(!Decimal.from(report.averagePrice ?? '0').isLessThan(Decimal.from(it.high)));
    },
  },
  {
    id: 'T406',
    title: 'a market order fills at once',
    needs: ['type:market'],
    run: async (it) => {
      const id = await it.buy({ type: 'market', limitPrice: null, timeInForce: it.dayOrNow });
      const report = await it.ended(id, 'filled');
      deepEqual([report.type, report.filled], ['market', it.rig.quantity]);
    },
  },
  {
    id: 'T407',
    title: 'an order does not fill while the market stays away',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      it.show({});
      await it.quiet();
      equal((await it.look(id)).filled, '0');
      equal(it.told.fill.length, 0);
    },
  },
  {
    id: 'T408',
    title: 'two orders have two ids at the venue, and each answers to its own',
    needs: [],
    run: async (it) => {
      const ids = [await it.rest(), await it.rest()];
      const reports = await Promise.all(ids.map((id) => it.look(id)));
      equal(new Set(reports.map(({ venueOrderId }) => venueOrderId)).size, 2);
      deepEqual(
        reports.map(({ clientOrderId }) => clientOrderId),
        ids,
      );
    },
  },
  {
    id: 'T409',
    title: 'twenty orders sent at once are twenty orders, each once',
    needs: [],
    run: async (it) => {
      const intents = Array.from({ length: 20 }, () => it.intent({ quantity: it.rig.part }));
      await Promise.all(intents.map((intent) => it.trader.placeOrder(intent)));
      const ids = intents.map(({ clientOrderId }) => clientOrderId).toSorted();
      deepEqual(it.rig.taken().toSorted(), ids);
      const open = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(open.map(({ clientOrderId }) => clientOrderId ?? '').toSorted(), ids);
      equal(new Set(open.map(({ venueOrderId }) => venueOrderId)).size, 20);
    },
  },
  {
    id: 'T410',
    title: 'an id of 36 characters with all its marks comes back unchanged',
    needs: ['fact:long-ids'],
    run: async (it) => {
      const id = `${it.rig.nextClientOrderId()}:_.#-`.padEnd(36, 'z');
      await it.rest({ clientOrderId: id });
      equal((await it.look(id)).clientOrderId, id);
      await it.trader.cancelOrder(id);
    },
  },
  {
    id: 'T411',
    title: 'the same id twice is one order',
    needs: [],
    run: async (it) => {
      const intent = it.intent();
      await it.trader.placeOrder(intent);
      const error = await it.failure(it.trader.placeOrder(intent));
      equal(error.code, 'ORDER_DUPLICATE_ID');
      ok(error.outcome === 'not-sent' || error.outcome === 'refused');
      deepEqual(it.rig.taken(), [intent.clientOrderId]);
    },
  },
  {
    id: 'T412',
    title: 'the same id twice at the same moment is one order',
    needs: [],
    run: async (it) => {
      const intent = it.intent();
      const sends = [it.trader.placeOrder(intent), it.trader.placeOrder(intent)];
      const ends = await Promise.allSettled(sends);
      deepEqual(ends.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
      deepEqual(it.rig.taken(), [intent.clientOrderId]);
    },
  },
  {
    id: 'T413',
    title: 'an id is used up, also when its order has ended',
    needs: [],
    run: async (it) => {
      const intent = it.crossing();
      await it.trader.placeOrder(intent);
      await it.ended(intent.clientOrderId, 'filled');
      equal((await it.failure(it.trader.placeOrder(intent))).code, 'ORDER_DUPLICATE_ID');
      deepEqual(it.rig.taken(), [intent.clientOrderId]);
    },
  },
  {
    id: 'T414',
    title: 'a caller’s reference comes back',
    needs: ['fact:tags'],
    run: async (it) => {
      const id = await it.rest({ tag: 'swing 7' });
      equal((await it.look(id)).tag, 'swing 7');
    },
  },
  {
    id: 'T415',
    title: 'a preview sends nothing',
    needs: ['preview'],
    run: async (it) => {
      const intent = it.intent();
      const preview = await it.trader.previewOrder(intent);
      equal(preview.symbol, intent.symbol);
      ok(preview.initialMargin !== null || preview.commission !== null);
      deepEqual(it.rig.taken(), []);
    },
  },
  {
    id: 'T416',
    title: 'a venue without previews says so',
    needs: ['no:preview'],
    run: async (it) => {
      const error = await it.failure(it.trader.previewOrder(it.intent()));
      equal(error.code, 'VENUE_NOT_SUPPORTED');
      deepEqual(it.rig.taken(), []);
    },
  },
];
