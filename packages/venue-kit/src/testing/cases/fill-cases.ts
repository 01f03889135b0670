/** Rules of executions. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal, fillSchema, orderReportSchema } from '@tradewright/core';
import { sumOf } from '../case-bench.ts';
import { checkAscending, checkRecord, itemsOf } from '../check-record.ts';
import type { ConformanceCase } from '../conformance-case.ts';

/** T6xx. */
export const fillCases: readonly ConformanceCase[] = [
  {
    id: 'T601',
    title: 'a fill is a whole record of its order, account, price and currency',
    needs: [],
    run: async (it) => {
      const id = await it.buy();
      for (const fill of it.fillsOf(id)) {
        checkRecord(fillSchema, fill);
        deepEqual(
          [fill.venue, fill.accountId, fill.symbol, fill.side, fill.currency, fill.price],
          [
            it.trader.venue,
            it.trader.accountId,
            it.rig.symbol,
            'buy',
            it.instrument.currency,
            it.rig.touch.ask,
          ],
        );
        ok(fill.time >= it.rig.startedAt - 1_000 && fill.venueOrderId !== null);
      }
    },
  },
  {
    id: 'T602',
    title: 'a part that fills leaves the order working with the exact rest',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      it.fall(it.rig.part);
      await it.filled(id, it.rig.part);
      const rest = Decimal.from(it.rig.quantity).minus(Decimal.from(it.rig.part)).toString();
      const { life, filled, remaining } = await it.look(id);
      deepEqual([life, filled, remaining], ['working', it.rig.part, rest]);
    },
  },
  {
    id: 'T603',
    title: 'an order that fills in parts ends filled, and its fills add up exactly',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      it.fall(it.rig.part);
      await it.filled(id, it.rig.part);
      it.fall();
      await it.filled(id, it.rig.quantity);
      equal((await it.ended(id, 'filled')).filled, it.rig.quantity);
      ok(it.fillsOf(id).length >= 2);
    },
  },
  {
    id: 'T604',
    title: 'the average price of an order is that of its fills',
    needs: ['fact:average-price'],
    run: async (it) => {
      it.show({ size: it.rig.part });
      const intent = it.intent({ limitPrice: it.rig.touch.ask });
      await it.trader.placeOrder(intent);
      await it.filled(intent.clientOrderId, it.rig.part);
      it.fall();
      const { averagePrice } = await it.ended(intent.clientOrderId, 'filled');
      await it.filled(intent.clientOrderId, it.rig.quantity);
      const fills = it.fillsOf(intent.clientOrderId);
      const value = fills.reduce(
        (sum, { price, quantity }) => sum.plus(Decimal.from(price).times(Decimal.from(quantity))),
        Decimal.zero,
      );
      const told = Decimal.from(averagePrice ?? '0').times(Decimal.from(it.rig.quantity));
      const off = Number(told.minus(value).absolute().dividedBy(value).toString());
      ok(off < 1e-7, `${averagePrice} was ${off} off`);
    },
  },
  {
    id: 'T605',
    title: 'no two executions share an id',
    needs: [],
    run: async (it) => {
      await it.buy();
      await it.buy();
      it.show({});
      await it.buy({ quantity: it.rig.part });
      const ids = it.told.fill.filter(
        ({ revision }, index, all) => all[index]?.revision === revision,
      );
      const keys = ids.map(({ fillId, clientOrderId }) => `${fillId} ${clientOrderId}`);
      const roots = new Set(it.told.fill.map(({ fillId }) => fillId));
      equal(new Set(keys).size, roots.size);
      ok(roots.size >= 3);
    },
  },
  {
    id: 'T606',
    title: 'an execution is told once, however often one asks for it',
    needs: [],
    run: async (it) => {
      const id = await it.buy();
      for (let round = 0; round < 3; round += 1) {
        await it.trader.fetchFills({ since: it.rig.startedAt });
        await it.trader.fetchOrder(id);
        await it.trader.fetchOpenOrders({ scope: 'all' });
      }
      await it.quiet();
      const keys = it.told.fill.map(({ fillId, revision }) => `${fillId} ${revision}`);
      equal(new Set(keys).size, keys.length);
    },
  },
  {
    id: 'T607',
    title: 'the list of fills has the executions that were told, under the same ids',
    needs: ['fact:fill-history'],
    run: async (it) => {
      const id = await it.buy();
      const listed = itemsOf(await it.trader.fetchFills({ since: it.rig.startedAt }));
      for (const fill of listed) checkRecord(fillSchema, fill);
      const key = ({ fillId, quantity, price }: (typeof listed)[number]): string =>
        `${fillId} ${quantity} ${price}`;
      deepEqual(listed.map(key), it.fillsOf(id).map(key));
      deepEqual(new Set(listed.map(({ clientOrderId }) => clientOrderId)), new Set([id]));
    },
  },
  {
    id: 'T608',
    title: 'fills are listed from the time asked for',
    needs: ['fact:fill-history'],
    run: async (it) => {
      const id = await it.buy();
      const [fill] = it.fillsOf(id);
      const later = await it.trader.fetchFills({ since: (fill?.time ?? 0) + 3_600_000 });
      deepEqual(itemsOf(later), []);
    },
  },
  {
    id: 'T609',
    title: 'a commission is told with its currency, or not yet: never made up as zero',
    needs: [],
    run: async (it) => {
      const id = await it.buy();
      const [first] = it.fillsOf(id);
      ok(first !== undefined && first.commission !== '0');
      equal(first.commission === null, first.commissionCurrency === null);
      await it.until('the commission', () => {
        const apart = it.told.commission.find(({ fillId }) => fillId === first.fillId);
        return Decimal.from(apart?.commission ?? first.commission ?? '0').isPositive();
      });
    },
  },
  {
    id: 'T610',
    title: 'while the venue is silent on a commission the fill stands without one',
    needs: ['fault:commission-late', 'fact:fill-history'],
    run: async (it) => {
      it.rig.play('commission-late');
      await it.buy();
      const listed = itemsOf(await it.trader.fetchFills({ since: it.rig.startedAt }));
      deepEqual(
        listed.map(({ commission, commissionCurrency }) => [commission, commissionCurrency]),
        [[null, null]],
      );
    },
  },
  {
    id: 'T611',
    title: 'a corrected execution is a higher revision of the same fill',
    needs: ['fault:fill-corrected'],
    run: async (it) => {
      const id = await it.buy();
      const [before] = it.fillsOf(id);
      it.rig.play('fill-corrected');
      await it.until('the correction', () => it.told.fill.length === 2);
      const [after] = it.fillsOf(id);
      equal(after?.fillId, before?.fillId);
      ok((after?.revision ?? 0) > (before?.revision ?? 0) && after?.price !== before?.price);
    },
  },
  {
    id: 'T612',
    title: 'who takes is a taker, who waits is a maker',
    needs: ['fact:liquidity'],
    run: async (it) => {
      const taken = await it.buy();
      const made = await it.rest();
      it.fall();
      await it.filled(made, it.rig.quantity);
      deepEqual(
        [taken, made].map((id) => it.fillsOf(id)[0]?.liquidity),
        ['taker', 'maker'],
      );
    },
  },
  {
    id: 'T613',
    title: 'what is told of an order only ever moves on: more filled, and the end comes last',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      it.fall(it.rig.part);
      await it.filled(id, it.rig.part);
      it.fall();
      await it.until('the end', () => it.told.order.some(({ life }) => life === 'filled'));
      await it.quiet();
      const told = it.told.order.filter(({ clientOrderId }) => clientOrderId === id);
      for (const report of told) checkRecord(orderReportSchema, report);
      checkAscending(told.map(({ filled }) => Number(filled)));
      const first = told.findIndex(({ life }) => life === 'filled');
      ok(told.slice(first).every(({ life }) => life === 'filled'));
    },
  },
  {
    id: 'T614',
    title: 'filled and remaining add up to the quantity in every report',
    needs: [],
    run: async (it) => {
      const id = await it.rest();
      it.fall(it.rig.part);
      await it.filled(id, it.rig.part);
      await it.trader.cancelOrder(id);
      await it.ended(id, 'canceled');
      await it.quiet();
      const reports = [...it.told.order, await it.look(id)];
      for (const { filled, remaining, quantity, life } of reports) {
        const sum = Decimal.from(filled).plus(Decimal.from(remaining));
        const ended = life === 'canceled' && remaining === '0';
        ok(ended || sum.equals(Decimal.from(quantity)), `${filled} + ${remaining} of ${quantity}`);
      }
    },
  },
  {
    id: 'T615',
    title: 'a sale is a fill with the side of a sale and a positive quantity',
    needs: [],
    run: async (it) => {
      await it.buy();
      const sale = it.selling({ limitPrice: it.low });
      await it.trader.placeOrder(sale);
      await it.filled(sale.clientOrderId, sale.quantity);
      for (const { side, quantity } of it.fillsOf(sale.clientOrderId))
        ok(side === 'sell' && Decimal.from(quantity).isPositive());
      equal(sumOf(it.fillsOf(sale.clientOrderId)).toString(), sale.quantity);
    },
  },
];
