/** Rules of connecting, closing and coming back. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { ConformanceCase } from '../conformance-case.ts';
import { itemsOf } from '../check-record.ts';

/** T1xx. */
export const connectionCases: readonly ConformanceCase[] = [
  {
    id: 'T101',
    title: 'a connected trader names its venue and account and has a living socket',
    needs: [],
    run: async (it) => {
      const { socket, epoch, lastProof } = it.trader.connection();
      ok(it.trader.venue.length > 0 && it.trader.accountId.length > 0);
      equal(socket, 'up');
      ok(epoch >= 1 && lastProof !== null);
    },
  },
  {
    id: 'T102',
    title: 'what it can do is a list of words, none twice',
    needs: [],
    run: async (it) => {
      const { orderTypes, timesInForce, streams, timeframes } = it.trader.capabilities;
      ok(orderTypes.includes('limit') && timesInForce.length > 0 && timeframes.length > 0);
      for (const list of [orderTypes, timesInForce, streams, timeframes])
        equal(new Set(list).size, list.length);
    },
  },
  {
    id: 'T103',
    title: 'connecting twice changes nothing',
    needs: [],
    run: async (it) => {
      const { epoch } = it.trader.connection();
      await it.trader.connect();
      equal(it.trader.connection().epoch, epoch);
    },
  },
  {
    id: 'T104',
    title: 'closing twice, or by disposal, is harmless',
    needs: [],
    run: async (it) => {
      await it.trader.close();
      await it.trader.close();
      await it.trader[Symbol.asyncDispose]();
      equal(it.trader.connection().socket, 'down');
    },
  },
  {
    id: 'T105',
    title: 'closing is told once, with every channel down',
    needs: [],
    run: async (it) => {
      await it.trader.close();
      await it.quiet();
      const downs = it.told.connection.filter(({ socket }) => socket === 'down');
      equal(downs.length, 1);
      equal(it.trader.connection().socket, 'down');
    },
  },
  {
    id: 'T106',
    title: 'after closing, lists are incomplete and never empty answers',
    needs: [],
    run: async (it) => {
      await it.trader.close();
      const lists = await Promise.all([
        it.trader.fetchOpenOrders({ scope: 'own' }),
        it.trader.fetchClosedOrders({ since: it.rig.startedAt }),
        it.trader.fetchFills({ since: it.rig.startedAt }),
        it.trader.fetchPositions(),
      ]);
      for (const list of lists) equal(list.kind, 'incomplete');
    },
  },
  {
    id: 'T107',
    title: 'after closing, single questions reject',
    needs: [],
    run: async (it) => {
      await it.trader.close();
      for (const ask of [
        () => it.trader.fetchQuote(it.rig.symbol),
        () => it.trader.fetchAccount(),
        () => it.trader.fetchOrder('nobody'),
        () => it.trader.subscribe({ stream: 'quote', symbol: it.rig.symbol }),
      ])
        ok((await it.failure(ask())).code.startsWith('VENUE_'));
    },
  },
  {
    id: 'T108',
    title: 'after closing, no order leaves, and it is said so',
    needs: [],
    run: async (it) => {
      await it.trader.close();
      equal((await it.failure(it.trader.placeOrder(it.intent()))).outcome, 'not-sent');
      deepEqual(it.rig.taken(), []);
    },
  },
  {
    id: 'T109',
    title: 'after closing, no cancel leaves, and it is said so',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      await it.trader.close();
      equal((await it.failure(it.trader.cancelOrder(id))).outcome, 'not-sent');
      equal((await it.failure(it.trader.cancelAllOrders({ scope: 'own' }))).outcome, 'not-sent');
    },
  },
  {
    id: 'T110',
    title: 'after closing, nothing is told any more',
    needs: [],
    run: async (it) => {
      await it.trader.subscribe({ stream: 'quote', symbol: it.rig.symbol });
      await it.rest();
      await it.trader.close();
      const before = it.eventCount;
      it.fall();
      await it.quiet();
      equal(it.eventCount, before);
    },
  },
  {
    id: 'T111',
    title: 'a closed trader connects again, with a higher epoch, and finds its order',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      const { epoch } = it.trader.connection();
      await it.trader.close();
      await it.trader.connect();
      ok(it.trader.connection().epoch > epoch);
      equal((await it.look(id)).clientOrderId, id);
    },
  },
  {
    id: 'T112',
    title: 'asking a living connection to reconnect is true and changes nothing',
    needs: [],
    run: async (it) => {
      const { epoch } = it.trader.connection();
      equal(await it.trader.maybeReconnect(), true);
      equal(it.trader.connection().epoch, epoch);
    },
  },
  {
    id: 'T113',
    title: 'a cut is noticed, and while it lasts no new order leaves',
    needs: ['fault:cut'],
    run: async (it) => {
      it.rig.play('cut');
      await it.until('a dead socket', () => it.trader.connection().socket !== 'up');
      equal((await it.failure(it.trader.placeOrder(it.intent()))).outcome, 'not-sent');
      equal((await it.trader.fetchOpenOrders({ scope: 'own' })).kind, 'incomplete');
      deepEqual(it.rig.taken(), []);
    },
  },
  {
    id: 'T114',
    title: 'after a cut the epoch is higher and the resting order is still there',
    needs: ['fault:cut'],
    run: async (it) => {
      const id = await it.rest();
      const { epoch } = it.trader.connection();
      it.rig.play('cut');
      await it.until('a dead socket', () => it.trader.connection().socket !== 'up');
      it.rig.heal();
      await it.until('the line', async () => it.trader.maybeReconnect());
      ok(it.trader.connection().epoch > epoch);
      const open = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(
        open.map(({ clientOrderId }) => clientOrderId),
        [id],
      );
    },
  },
  {
    id: 'T115',
    title: 'a fill that happened during a cut is found once the line is back',
    needs: ['fault:cut', 'fact:fill-history'],
    run: async (it) => {
      const id = await it.rest();
      it.rig.play('cut');
      await it.until('a dead socket', () => it.trader.connection().socket !== 'up');
      it.fall();
      it.rig.heal();
      await it.until('the line', async () => it.trader.maybeReconnect());
      const fills = itemsOf(await it.trader.fetchFills({ since: it.rig.startedAt }));
      deepEqual(
        fills.map(({ clientOrderId }) => clientOrderId),
        [id],
      );
    },
  },
];
