/** Rules of orders that belong together. @module */
import { deepEqual, equal } from 'node:assert/strict';
import { itemsOf } from '../check-record.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase } from '../conformance-case.ts';

type Bracket = { readonly entry: string; readonly target: string; readonly stop: string };

/** An entry that rests, a target above and a stop below it; each leg is sent off when it is placed. */
async function bracket(it: CaseBench): Promise<Bracket> {
  const entry = await it.rest();
  const exit = {
    side: 'sell',
    purpose: 'exit',
    parentClientOrderId: entry,
    ocaGroup: `g-${entry}`.slice(0, 36),
  } as const;
  const target = await it.rest({ ...exit, limitPrice: it.high });
  const type = { type: 'stop', limitPrice: null, stopPrice: it.lower } as const;
  const stop = await it.rest({ ...exit, ...type, purpose: 'protection' });
  return { entry, target, stop };
}

/** A bracket whose entry has filled. */
async function enteredBracket(it: CaseBench): Promise<Bracket> {
  const legs = await bracket(it);
  it.fall();
  await it.filled(legs.entry, it.rig.quantity);
  return legs;
}

/** T921 to T939. */
export const bracketCases: readonly ConformanceCase[] = [
  {
    id: 'T921',
    title: 'exits wait for their entry',
    needs: ['brackets', 'type:stop'],
    run: async (it) => {
      const legs = await bracket(it);
      it.rise();
      await it.quiet();
      equal(it.told.fill.length, 0);
      const open = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(
        open.map(({ clientOrderId }) => clientOrderId ?? '').toSorted(),
        Object.values(legs).toSorted(),
      );
    },
  },
  {
    id: 'T922',
    title: 'the fill of the target ends the stop',
    needs: ['brackets', 'type:stop'],
    run: async (it) => {
      const legs = await enteredBracket(it);
      it.rise();
      await it.filled(legs.target, it.rig.quantity);
      equal((await it.ended(legs.stop, 'canceled')).filled, '0');
      deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' })), []);
    },
  },
  {
    id: 'T923',
    title: 'the fill of the stop ends the target',
    needs: ['brackets', 'type:stop'],
    run: async (it) => {
      const legs = await enteredBracket(it);
      it.fall(undefined, it.lower);
      await it.filled(legs.stop, it.rig.quantity);
      equal((await it.ended(legs.target, 'canceled')).filled, '0');
    },
  },
  {
    id: 'T924',
    title: 'the end of an unfilled entry ends its exits',
    needs: ['brackets', 'type:stop'],
    run: async (it) => {
      const legs = await bracket(it);
      await it.trader.cancelOrder(legs.entry);
      for (const id of Object.values(legs)) await it.ended(id, 'canceled');
    },
  },
  {
    id: 'T925',
    title: 'a part of the target that fills leaves no more than the rest in the stop',
    needs: ['brackets', 'type:stop'],
    run: async (it) => {
      const legs = await enteredBracket(it);
      it.rise(it.rig.part);
      await it.filled(legs.target, it.rig.part);
      await it.until('a smaller stop', async () => {
        const { remaining, life } = await it.look(legs.stop);
        return (
          life !== 'working' || Number(remaining) <= Number(it.rig.quantity) - Number(it.rig.part)
        );
      });
    },
  },
  {
    id: 'T926',
    title: 'where the venue has no brackets a child is turned away, never sent on its own',
    needs: ['no:brackets'],
    run: async (it) => {
      const parent = await it.rest();
      const child = it.selling({ parentClientOrderId: parent, purpose: 'exit' });
      equal(await it.refusal(child), 'not-sent');
      deepEqual(it.rig.taken(), [parent]);
    },
  },
  {
    id: 'T927',
    title: 'where the venue has no groups an order of one is turned away',
    needs: ['no:brackets'],
    run: async (it) => {
      equal(await it.refusal(it.intent({ ocaGroup: 'g1' })), 'not-sent');
      deepEqual(it.rig.taken(), []);
    },
  },
];
