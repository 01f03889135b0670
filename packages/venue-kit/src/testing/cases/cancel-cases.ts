/** Rules of cancels. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal } from '@tradewright/core';
import { sumOf } from '../case-bench.ts';
import { itemsOf } from '../check-record.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase } from '../conformance-case.ts';

async function openIds(it: CaseBench, scope: 'own' | 'all'): Promise<readonly (string | null)[]> {
  const open = itemsOf(await it.trader.fetchOpenOrders({ scope }));
  return open.map(({ clientOrderId }) => clientOrderId);
}

/** T701 to T719. */
export const cancelCases: readonly ConformanceCase[] = [
  {
    id: 'T701',
    title: 'a canceled order ends canceled, is told so and rests no more',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      await it.trader.cancelOrder(id);
      const { life, filled } = await it.ended(id, 'canceled');
      deepEqual([life, filled], ['canceled', '0']);
      await it.until('the news', () => it.told.order.some((report) => report.life === 'canceled'));
      deepEqual(await openIds(it, 'all'), []);
    },
  },
  {
    id: 'T702',
    title: 'a canceled order keeps what it had filled',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      it.fall(it.rig.part);
      await it.filled(id, it.rig.part);
      await it.trader.cancelOrder(id);
      equal((await it.ended(id, 'canceled')).filled, it.rig.part);
    },
  },
  {
    id: 'T703',
    title: 'after its cancel an order never fills',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      await it.trader.cancelOrder(id);
      await it.ended(id, 'canceled');
      it.fall();
      await it.quiet();
      equal(it.told.fill.length, 0);
      equal((await it.look(id)).life, 'canceled');
    },
  },
  {
    id: 'T704',
    title: 'a cancel of an order that nobody knows is told as not found',
    needs: [],
    run: async (it) => {
      const id = it.rig.nextClientOrderId();
      const { code, outcome } = await it.failure(it.trader.cancelOrder(id));
      equal(code, 'ORDER_NOT_FOUND');
      ok(outcome === 'refused' || outcome === 'not-sent', String(outcome));
    },
  },
  {
    id: 'T705',
    title: 'a cancel that comes after the fill leaves the order filled',
    needs: [],
    run: async (it) => {
      const id = await it.buy();
      const outcome = await it.trader.cancelOrder(id).then(
        () => 'done',
        (error: { outcome?: string }) => error.outcome,
      );
      ok(outcome !== 'unknown', 'a cancel that met its end was called unknown');
      equal((await it.ended(id, 'filled')).filled, it.rig.quantity);
    },
  },
  {
    id: 'T706',
    title: 'two cancels of one order are one end',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      await Promise.allSettled([it.trader.cancelOrder(id), it.trader.cancelOrder(id)]);
      await it.ended(id, 'canceled');
      await it.quiet();
      const lives = it.told.order.filter((report) => report.clientOrderId === id);
      equal(lives.at(-1)?.life, 'canceled');
    },
  },
  {
    id: 'T707',
    title: 'a cancel that races a fill ends in exactly what the fills say',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      const cancel = it.trader.cancelOrder(id).catch(() => undefined);
      it.fall(it.rig.part);
      await cancel;
      const report = await it.ended(id, 'canceled', 'filled');
      await it.until('the fills', () => sumOf(it.fillsOf(id)).toString() === report.filled);
      await it.quiet();
      equal(sumOf(it.fillsOf(id)).toString(), report.filled);
    },
  },
  {
    id: 'T708',
    title: 'cancel all ends every order of ours, whichever side',
    needs: [],
    run: async (it) => {
      await it.buy();
      const ids = [await it.rest(), await it.rest({ quantity: it.rig.part })];
      ids.push(await it.rest({ side: 'sell', limitPrice: it.high }));
      await it.trader.cancelAllOrders({ scope: 'own' });
      for (const id of ids) await it.ended(id, 'canceled');
      deepEqual(await openIds(it, 'own'), []);
    },
  },
  {
    id: 'T709',
    title: 'cancel all with nothing open is fine',
    needs: [],
    run: async (it) => {
      await it.trader.cancelAllOrders({ scope: 'own' });
      await it.trader.cancelAllOrders({ scope: 'all' });
      deepEqual(await openIds(it, 'all'), []);
    },
  },
  {
    id: 'T710',
    title: 'cancel all of our own leaves the orders of others alone',
    needs: ['fact:foreign-orders'],
    run: async (it) => {
      await it.rig.placeElsewhere();
      await it.rest();
      await it.trader.cancelAllOrders({ scope: 'own' });
      await it.until('one left', async () => (await openIds(it, 'all')).length === 1);
      deepEqual(await openIds(it, 'all'), [null]);
    },
  },
  {
    id: 'T711',
    title: 'cancel all of the account ends the orders of others too',
    needs: ['fact:foreign-orders'],
    run: async (it) => {
      await it.rig.placeElsewhere();
      await it.rest();
      await it.trader.cancelAllOrders({ scope: 'all' });
      await it.until('none left', async () => (await openIds(it, 'all')).length === 0);
    },
  },
  {
    id: 'T712',
    title: 'a cancel whose answer is lost is unknown, and a look shows what became of it',
    needs: ['fault:cancel-answer-lost'],
    run: async (it) => {
      const id = await it.rest();
      it.rig.play('cancel-answer-lost');
      equal((await it.failure(it.trader.cancelOrder(id))).outcome, 'unknown');
      it.rig.heal();
      await it.ended(id, 'canceled');
    },
  },
  {
    id: 'T713',
    title: 'a canceled order’s money is free again',
    needs: [],
    run: async (it) => {
      const { availableFunds } = await it.trader.fetchAccount();
      await it.trader.cancelOrder(await it.rest());
      await it.until('the same funds', async () => {
        const now = (await it.trader.fetchAccount()).availableFunds;
        if (now === null || availableFunds === null) return now === availableFunds;
        return Decimal.from(now).equals(Decimal.from(availableFunds));
      });
    },
  },
];
