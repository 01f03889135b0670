/** Rules of balances and holdings. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal, accountSnapshotSchema, positionSchema } from '@tradewright/core';
import { checkRecord, itemsOf } from '../check-record.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase } from '../conformance-case.ts';

async function held(it: CaseBench): Promise<Decimal> {
  const positions = itemsOf(await it.trader.fetchPositions());
  const own = positions.find(({ symbol }) => symbol === it.rig.symbol);
  return own === undefined ? Decimal.zero : Decimal.from(own.quantity);
}

async function cash(it: CaseBench): Promise<Decimal> {
  const account = await it.trader.fetchAccount();
  return Decimal.from(account.cash[it.instrument.currency] ?? '0');
}

/** Waits until the holding has changed by a signed quantity: some venues book after they tell. */
async function changesBy(it: CaseBench, before: Decimal, change: Decimal): Promise<void> {
  await it.until(`a holding changed by ${change.toString()}`, async () =>
    (await held(it)).equals(before.plus(change)),
  );
}

/** T3xx. */
export const accountCases: readonly ConformanceCase[] = [
  {
    id: 'T301',
    title: 'the account is a valid record with the name and the paper flag of its trader',
    needs: [],
    run: async ({ trader }) => {
      const account = await trader.fetchAccount();
      checkRecord(accountSnapshotSchema, account);
      deepEqual(
        [account.venue, account.accountId, account.paper],
        [trader.venue, trader.accountId, trader.paper],
      );
      ok(Object.keys(account.cash).length > 0);
    },
  },
  {
    id: 'T302',
    title: 'a purchase raises the holding by exactly its quantity',
    needs: [],
    run: async (it) => {
      const before = await held(it);
      await it.buy();
      await changesBy(it, before, Decimal.from(it.rig.quantity));
      for (const position of itemsOf(await it.trader.fetchPositions()))
        checkRecord(positionSchema, position);
    },
  },
  {
    id: 'T303',
    title: 'a sale lowers the holding by exactly its quantity',
    needs: [],
    run: async (it) => {
      await it.buy();
      const before = await held(it);
      const sale = it.selling({ limitPrice: it.low });
      await it.trader.placeOrder(sale);
      await it.filled(sale.clientOrderId, sale.quantity);
      await changesBy(it, before, Decimal.from(sale.quantity).negated());
    },
  },
  {
    id: 'T304',
    title: 'a resting order moves no holding',
    needs: [],
    run: async (it) => {
      const before = await held(it);
      await it.rest();
      await it.quiet();
      ok((await held(it)).equals(before));
    },
  },
  {
    id: 'T305',
    title: 'a purchase costs its value and its commission to the last digit',
    needs: ['fact:exact-cash'],
    run: async (it) => {
      const before = await cash(it);
      const id = await it.buy();
      const [fill] = it.fillsOf(id);
      ok(fill !== undefined);
      const value = Decimal.from(fill.quantity).times(Decimal.from(fill.price));
      let fee = fill.commission;
      await it.until('the commission', () => {
        const told = it.told.commission.find(({ fillId }) => fillId === fill.fillId);
        fee = told?.commission ?? fee;
        return fee !== null;
      });
      const wanted = before.minus(value).minus(Decimal.from(fee ?? '0'));
      await it.until(`cash of ${wanted.toString()}`, async () => (await cash(it)).equals(wanted));
    },
  },
  {
    id: 'T306',
    title: 'no holding of zero is listed',
    needs: [],
    run: async (it) => {
      const before = await held(it);
      await it.buy();
      const sale = it.selling({ limitPrice: it.low });
      await it.trader.placeOrder(sale);
      await it.filled(sale.clientOrderId, sale.quantity);
      await changesBy(it, before, Decimal.zero);
      for (const { quantity } of itemsOf(await it.trader.fetchPositions()))
        ok(!Decimal.from(quantity).isZero());
    },
  },
  {
    id: 'T307',
    title: 'positions carry the account, and a currency of their own',
    needs: [],
    run: async (it) => {
      await it.buy();
      const list = itemsOf(await it.trader.fetchPositions());
      const own = list.find(({ symbol }) => symbol === it.rig.symbol);
      deepEqual([own?.accountId, own?.currency], [it.trader.accountId, it.instrument.currency]);
      equal(new Set(list.map(({ symbol }) => symbol)).size, list.length);
    },
  },
];
