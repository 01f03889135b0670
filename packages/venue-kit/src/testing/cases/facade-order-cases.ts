/** Rules of what the ccxt facade sends. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { CcxtFacade } from '../../facade/ccxt-facade.ts';
import type { CcxtOrder } from '../../facade/ccxt-shapes.ts';
import { checkCcxtOrder } from '../ccxt-rules.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { errorName, facadeOf } from '../facade-bench.ts';

/** A limit buy by ccxt's words, with numbers. */
function bid(it: CaseBench, exchange: CcxtFacade, price: string = it.low): Promise<CcxtOrder> {
  return exchange.createOrder(
    it.rig.symbol,
    'limit',
    'buy',
    Number(it.rig.quantity),
    Number(price),
  );
}

async function until(it: CaseBench, exchange: CcxtFacade, id: string, status: string) {
  let order = await exchange.fetchOrder(id, it.rig.symbol);
  await it.until(`${status}, it was ${order.status}`, async () => {
    order = await exchange.fetchOrder(id, it.rig.symbol);
    return order.status === status;
  });
  return order;
}

/** F2xx. */
export const facadeOrderCases: readonly ConformanceCase[] = [
  {
    id: 'F201',
    title: 'a limit order is open, listed, and canceled by its id',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const order = await bid(it, exchange);
      checkCcxtOrder(exchange, order);
      deepEqual([order.status, order.price, order.filled], ['open', Number(it.low), 0]);
      const open = await exchange.fetchOpenOrders(it.rig.symbol);
      for (const one of open) checkCcxtOrder(exchange, one);
      deepEqual(
        open.map(({ id }) => id),
        [order.id],
      );
      await exchange.cancelOrder(order.id, it.rig.symbol);
      checkCcxtOrder(exchange, await until(it, exchange, order.id, 'canceled'));
      deepEqual(await exchange.fetchOpenOrders(), []);
    },
  },
  {
    id: 'F202',
    title: 'an order that fills is closed, with its cost',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const order = await bid(it, exchange, it.high);
      const filled = await until(it, exchange, order.id, 'closed');
      checkCcxtOrder(exchange, filled);
      equal(filled.filled, Number(it.rig.quantity));
      ok(filled.cost > 0);
    },
  },
  {
    id: 'F203',
    title: 'a market order is sent as one',
    needs: ['type:market'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const order = await exchange.createMarketOrder(it.rig.symbol, 'buy', Number(it.rig.quantity));
      const filled = await until(it, exchange, order.id, 'closed');
      equal(filled.type, 'market');
    },
  },
  {
    id: 'F204',
    title: 'an amount between two lots is cut, a price between two steps fitted',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const { lot, tickLadder } = it.instrument;
      const amount = Number(it.rig.quantity) + Number(lot) / 2;
      const price = Number(it.low) + Number(tickLadder.at(-1)?.increment) / 2;
      const order = await exchange.createLimitBuyOrder(it.rig.symbol, amount, price);
      deepEqual([order.amount, order.price], [Number(it.rig.quantity), Number(it.low)]);
    },
  },
  {
    id: 'F205',
    title: 'a client order id is the order’s id, and is used up',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const clientOrderId = it.rig.nextClientOrderId();
      const quantity = Number(it.rig.quantity);
      const send = () =>
        exchange.createOrder(it.rig.symbol, 'limit', 'buy', quantity, Number(it.low), {
          clientOrderId,
        });
      equal((await send()).id, clientOrderId);
      equal(await errorName(send()), 'DuplicateOrderId');
      deepEqual(it.rig.taken(), [clientOrderId]);
    },
  },
  {
    id: 'F206',
    title: 'the venue’s id of an open order works as well as ours',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const id = await it.rest();
      const { venueOrderId } = await it.look(id);
      equal((await exchange.fetchOrder(venueOrderId ?? '')).id, id);
      await exchange.cancelOrder(venueOrderId ?? '');
      await until(it, exchange, id, 'canceled');
    },
  },
  {
    id: 'F207',
    title: 'an order that is not there is an OrderNotFound',
    needs: ['fact:absence'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      equal(await errorName(exchange.fetchOrder('nobody-1')), 'OrderNotFound');
      equal(await errorName(exchange.cancelOrder('nobody-1')), 'OrderNotFound');
    },
  },
  {
    id: 'F208',
    title: 'what cannot be an order is an InvalidOrder or an ArgumentsRequired, and never sent',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const { symbol } = it.rig;
      const quantity = Number(it.rig.quantity);
      const calls = [
        exchange.createOrder(symbol, 'limit', 'buy', Number.NaN, 1),
        exchange.createOrder(symbol, 'limit', 'buy', -quantity, 1),
        exchange.createOrder(symbol, 'limit', 'buy', 0, 1),
        exchange.createOrder(symbol, 'limit', 'buy', quantity),
        exchange.createOrder(symbol, 'limit', 'hold', quantity, 1),
        exchange.createOrder(symbol, 'iceberg', 'buy', quantity, 1),
      ];
      for (const call of calls) equal(await errorName(call), 'InvalidOrder');
      deepEqual(it.rig.taken(), []);
    },
  },
  {
    id: 'F209',
    title:
      'a parameter that would change the order and is not offered is NotSupported, never dropped',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const [amount, price] = [Number(it.rig.quantity), Number(it.low)];
      const params = { stopLoss: { triggerPrice: price } };
      const call = exchange.createOrder(it.rig.symbol, 'limit', 'buy', amount, price, params);
      equal(await errorName(call), 'NotSupported');
      deepEqual(it.rig.taken(), []);
    },
  },
  {
    id: 'F210',
    title: 'a trigger makes a stop of a market order',
    needs: ['type:stop'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const [amount, triggerPrice] = [Number(it.rig.quantity), Number(it.high)];
      const params = { triggerPrice };
      const order = await exchange.createOrder(
        it.rig.symbol,
        'market',
        'buy',
        amount,
        undefined,
        params,
      );
      checkCcxtOrder(exchange, order);
      deepEqual([order.status, order.triggerPrice, order.type], ['open', triggerPrice, 'market']);
    },
  },
  {
    id: 'F211',
    title: 'an edited order keeps its id',
    needs: ['modify'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const order = await bid(it, exchange);
      const { bid: price } = it.rig.touch;
      const edited = await exchange.editOrder(
        order.id,
        it.rig.symbol,
        'limit',
        'buy',
        undefined,
        Number(price),
      );
      deepEqual([edited.id, edited.price], [order.id, Number(price)]);
    },
  },
  {
    id: 'F212',
    title: 'where the venue edits nothing, editOrder is NotSupported',
    needs: ['no:modify'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const { id } = await bid(it, exchange);
      const call = exchange.editOrder(id, it.rig.symbol, 'limit', 'buy', undefined, Number(it.low));
      equal(await errorName(call), 'NotSupported');
    },
  },
  {
    id: 'F213',
    title: 'cancelAllOrders ends our orders and names them',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const ids = [(await bid(it, exchange)).id, (await bid(it, exchange)).id];
      const ended = await exchange.cancelAllOrders(it.rig.symbol);
      deepEqual(ended.map(({ id }) => id).toSorted(), ids.toSorted());
      for (const id of ids) await until(it, exchange, id, 'canceled');
    },
  },
  {
    id: 'F214',
    title: 'a lost answer is a RequestTimeout, and one order',
    needs: ['fault:answer-lost'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      it.rig.play('answer-lost');
      equal(await errorName(bid(it, exchange)), 'RequestTimeout');
      it.rig.heal();
      await it.until('the line', () => it.trader.maybeReconnect());
      equal((await exchange.fetchOpenOrders()).length, 1);
      equal(it.rig.taken().length, 1);
    },
  },
  {
    id: 'F215',
    title: 'watchOrders and watchMyTrades tell what happens to an order',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const [orders, trades] = [exchange.watchOrders(), exchange.watchMyTrades()];
      await it.quiet();
      const { id } = await bid(it, exchange, it.high);
      equal((await trades)[0]?.order, id);
      equal((await orders)[0]?.id, id);
    },
  },
  {
    id: 'F216',
    title: 'ended orders are listed as closed or canceled',
    needs: ['fact:closed-orders'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const { id } = await bid(it, exchange, it.high);
      await until(it, exchange, id, 'closed');
      const closed = await exchange.fetchClosedOrders(it.rig.symbol);
      for (const order of closed) checkCcxtOrder(exchange, order);
      deepEqual(
        closed.map((order) => [order.id, order.status]),
        [[id, 'closed']],
      );
    },
  },
  {
    id: 'F217',
    title: 'after close, calls are ExchangeNotAvailable and who waits is told',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const waiting = errorName(exchange.watchOrders());
      await it.quiet();
      await exchange.close();
      equal(await waiting, 'ExchangeClosedByUser');
      equal(await errorName(bid(it, exchange)), 'ExchangeNotAvailable');
      deepEqual(it.rig.taken(), []);
    },
  },
];
