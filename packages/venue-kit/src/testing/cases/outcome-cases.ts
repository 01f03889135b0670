/** Rules of commands whose end is not known. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { itemsOf } from '../check-record.ts';
import type { ConformanceCase } from '../conformance-case.ts';

/** T821 to T839. */
export const outcomeCases: readonly ConformanceCase[] = [
  {
    id: 'T821',
    title: 'an order whose answer is lost is unknown, and is found by our id',
    needs: ['fault:answer-lost'],
    run: async (it) => {
      it.rig.play('answer-lost');
      const intent = it.intent();
      equal((await it.failure(it.trader.placeOrder(intent))).outcome, 'unknown');
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      const { clientOrderId, foreign } = await it.look(intent.clientOrderId);
      deepEqual([clientOrderId, foreign], [intent.clientOrderId, false]);
    },
  },
  {
    id: 'T822',
    title: 'an order whose answer is lost is not sent again',
    needs: ['fault:answer-lost'],
    run: async (it) => {
      it.rig.play('answer-lost');
      const intent = it.intent();
      await it.failure(it.trader.placeOrder(intent));
      it.rig.heal();
      await it.quiet();
      deepEqual(it.rig.taken(), [intent.clientOrderId]);
    },
  },
  {
    id: 'T823',
    title: 'the id of an order of unknown outcome is used up',
    needs: ['fault:answer-lost'],
    run: async (it) => {
      it.rig.play('answer-lost');
      const intent = it.intent();
      await it.failure(it.trader.placeOrder(intent));
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      equal((await it.failure(it.trader.placeOrder(intent))).code, 'ORDER_DUPLICATE_ID');
      deepEqual(it.rig.taken(), [intent.clientOrderId]);
    },
  },
  {
    id: 'T824',
    title: 'an order of unknown outcome can be canceled by our id',
    needs: ['fault:answer-lost'],
    run: async (it) => {
      it.rig.play('answer-lost');
      const intent = it.intent();
      await it.failure(it.trader.placeOrder(intent));
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      await it.trader.cancelOrder(intent.clientOrderId);
      await it.ended(intent.clientOrderId, 'canceled');
    },
  },
  {
    id: 'T825',
    title: 'the fill of an order of unknown outcome is told or listed under our id',
    needs: ['fault:answer-lost', 'fact:fill-history'],
    run: async (it) => {
      it.rig.play('answer-lost');
      const intent = it.crossing();
      await it.failure(it.trader.placeOrder(intent));
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      await it.until('the fill', async () => {
        const listed = itemsOf(await it.trader.fetchFills({ since: it.rig.startedAt }));
        return listed.some(({ clientOrderId }) => clientOrderId === intent.clientOrderId);
      });
    },
  },
  {
    id: 'T826',
    title: 'an order that never arrived is unknown too, and a look proves its absence',
    needs: ['fault:command-lost', 'fact:absence'],
    run: async (it) => {
      it.rig.play('command-lost');
      const intent = it.intent();
      equal((await it.failure(it.trader.placeOrder(intent))).outcome, 'unknown');
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      equal((await it.trader.fetchOrder(intent.clientOrderId)).kind, 'absent');
      deepEqual(it.rig.taken(), []);
    },
  },
  {
    id: 'T827',
    title: 'after an unknown outcome the next order is sent and answered',
    needs: ['fault:command-lost'],
    run: async (it) => {
      it.rig.play('command-lost');
      await it.failure(it.trader.placeOrder(it.intent()));
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      const next = it.intent();
      await it.trader.placeOrder(next);
      deepEqual(it.rig.taken(), [next.clientOrderId]);
    },
  },
  {
    id: 'T828',
    title: 'an answer that nobody can read leaves the order unknown, not refused and not done',
    needs: ['fault:bad-answer'],
    run: async (it) => {
      it.rig.play('bad-answer');
      const intent = it.intent();
      equal((await it.failure(it.trader.placeOrder(intent))).outcome, 'unknown');
      it.rig.heal();
      deepEqual(it.rig.taken(), [intent.clientOrderId]);
    },
  },
  {
    id: 'T829',
    title: 'a no of the venue is a refusal with its words, and nothing rests',
    needs: ['fault:order-refused'],
    run: async (it) => {
      it.rig.play('order-refused');
      const { code, outcome, message } = await it.failure(it.trader.placeOrder(it.intent()));
      equal(outcome, 'refused');
      ok(['ORDER_REFUSED', 'INSUFFICIENT_FUNDS', 'ORDER_INVALID'].includes(code), code);
      ok(message.length > 20);
      it.rig.heal();
      deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'all' })), []);
    },
  },
  {
    id: 'T830',
    title: 'after a refusal the next order is taken',
    needs: ['fault:order-refused'],
    run: async (it) => {
      it.rig.play('order-refused');
      await it.failure(it.trader.placeOrder(it.intent()));
      it.rig.heal();
      const id = await it.rest();
      deepEqual(it.rig.taken(), [id]);
    },
  },
];
