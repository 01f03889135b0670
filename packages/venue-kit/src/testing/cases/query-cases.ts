/** Rules of questions: what is not known is never empty. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { orderReportSchema, type QueryResult } from '@tradewright/core';
import { checkRecord, itemsOf } from '../check-record.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase } from '../conformance-case.ts';

const lists = (it: CaseBench): (() => Promise<QueryResult<unknown>>)[] => [
  () => it.trader.fetchOpenOrders({ scope: 'own' }),
  () => it.trader.fetchOpenOrders({ scope: 'all' }),
  () => it.trader.fetchFills({ since: it.rig.startedAt }),
  () => it.trader.fetchPositions(),
  () => it.trader.fetchClosedOrders({ since: it.rig.startedAt }),
];

/** T801 to T819. */
export const queryCases: readonly ConformanceCase[] = [
  {
    id: 'T801',
    title: 'open orders are listed as valid records, and only the open ones',
    needs: [],
    run: async (it) => {
      const ended = await it.rest();
      const open = await it.rest();
      await it.trader.cancelOrder(ended);
      await it.ended(ended, 'canceled');
      const listed = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      for (const report of listed) checkRecord(orderReportSchema, report);
      deepEqual(
        listed.map(({ clientOrderId }) => clientOrderId),
        [open],
      );
    },
  },
  {
    id: 'T802',
    title: 'an account without orders has an empty list, which is complete',
    needs: [],
    run: async (it) => deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'all' })), []),
  },
  {
    id: 'T803',
    title: 'an order that is not there is a value',
    needs: ['fact:absence'],
    run: async (it) => {
      const answer = await it.trader.fetchOrder(it.rig.nextClientOrderId());
      equal(answer.kind, 'absent');
      ok(answer.kind === 'absent' && answer.asOf >= it.rig.startedAt);
    },
  },
  {
    id: 'T804',
    title: 'ended orders are listed with how they ended',
    needs: ['fact:closed-orders'],
    run: async (it) => {
      const filled = await it.buy();
      const canceled = await it.rest();
      await it.trader.cancelOrder(canceled);
      await it.ended(canceled, 'canceled');
      const listed = itemsOf(await it.trader.fetchClosedOrders({ since: it.rig.startedAt }));
      const lives = new Map(listed.map(({ clientOrderId, life }) => [clientOrderId, life]));
      deepEqual([lives.get(filled), lives.get(canceled)], ['filled', 'canceled']);
    },
  },
  {
    id: 'T805',
    title: 'no open order is among the ended ones',
    needs: ['fact:closed-orders'],
    run: async (it) => {
      const id = await it.rest();
      const listed = itemsOf(await it.trader.fetchClosedOrders({ since: it.rig.startedAt }));
      ok(!listed.some(({ clientOrderId }) => clientOrderId === id));
    },
  },
  {
    id: 'T806',
    title: 'an order of somebody else is foreign, has no id of ours, and is not our own',
    needs: ['fact:foreign-orders'],
    run: async (it) => {
      await it.rig.placeElsewhere();
      const own = await it.rest();
      const all = itemsOf(await it.trader.fetchOpenOrders({ scope: 'all' }));
      const foreign = new Map(all.map((report) => [report.clientOrderId, report.foreign]));
      deepEqual([foreign.get(own), foreign.get(null), foreign.size], [false, true, 2]);
      const listed = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(
        listed.map(({ clientOrderId }) => clientOrderId),
        [own],
      );
    },
  },
  {
    id: 'T807',
    title: 'an order of somebody else is never told as one of ours',
    needs: ['fact:foreign-orders'],
    run: async (it) => {
      await it.rig.placeElsewhere();
      await it.trader.fetchOpenOrders({ scope: 'all' });
      await it.quiet();
      deepEqual(
        it.told.order.filter(({ foreign }) => foreign),
        [],
      );
    },
  },
  {
    id: 'T808',
    title: 'a list that could not be had is incomplete, never empty',
    needs: ['fault:queries-fail'],
    run: async (it) => {
      await it.rest();
      it.rig.play('queries-fail');
      for (const ask of lists(it)) equal((await ask()).kind, 'incomplete');
    },
  },
  {
    id: 'T809',
    title: 'a single question that failed is an error, never an absence',
    needs: ['fault:queries-fail'],
    run: async (it) => {
      const id = await it.rest();
      it.rig.play('queries-fail');
      ok((await it.failure(it.trader.fetchOrder(id))).code.startsWith('VENUE_'));
      ok((await it.failure(it.trader.fetchAccount())).code.startsWith('VENUE_'));
    },
  },
  {
    id: 'T810',
    title: 'after failures the next answer is whole',
    needs: ['fault:queries-fail'],
    run: async (it) => {
      const id = await it.rest();
      it.rig.play('queries-fail');
      await it.trader.fetchOpenOrders({ scope: 'own' });
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      const open = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(
        open.map(({ clientOrderId }) => clientOrderId),
        [id],
      );
    },
  },
  {
    id: 'T811',
    title: 'an answer is as old as its question',
    needs: [],
    run: async (it) => {
      for (const ask of lists(it).slice(0, 4)) ok((await ask()).asOf >= it.rig.startedAt);
    },
  },
  {
    id: 'T812',
    title: 'an answer is a snapshot: what happens later does not change it',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      const [before] = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      const kept = structuredClone(before);
      it.fall();
      await it.ended(id, 'filled');
      deepEqual(before, kept);
    },
  },
  {
    id: 'T813',
    title: 'thirty questions at once get thirty answers',
    needs: [],
    run: async (it) => {
      await it.rest();
      const asked = Array.from({ length: 30 }, () => it.trader.fetchOpenOrders({ scope: 'own' }));
      for (const answer of await Promise.all(asked)) equal(itemsOf(answer).length, 1);
    },
  },
];
