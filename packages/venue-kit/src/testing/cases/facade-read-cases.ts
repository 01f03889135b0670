/** Rules of what the ccxt facade reads. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  checkCcxtBalance,
  checkCcxtBar,
  checkCcxtBook,
  checkCcxtMarket,
  checkCcxtPosition,
  checkCcxtTicker,
  checkCcxtTrade,
} from '../ccxt-rules.ts';
import { checkAscending } from '../check-record.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { errorName, facadeOf } from '../facade-bench.ts';

/** F1xx. */
export const facadeReadCases: readonly ConformanceCase[] = [
  {
    id: 'F101',
    title: 'markets are loaded with steps, limits, fees and currencies',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      deepEqual(exchange.symbols, [it.rig.symbol]);
      for (const market of Object.values(exchange.markets)) checkCcxtMarket(exchange, market);
      equal(exchange.precisionMode, 4);
      deepEqual(await exchange.loadMarkets(), exchange.markets);
    },
  },
  {
    id: 'F102',
    title: 'a market that was not loaded is a BadSymbol, in every call',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const symbol = it.rig.unknownSymbol;
      const calls = [
        exchange.fetchTicker(symbol),
        exchange.fetchOrderBook(symbol),
        exchange.fetchOHLCV(symbol),
        exchange.createOrder(symbol, 'limit', 'buy', 1, 1),
      ];
      for (const call of calls) equal(await errorName(call), 'BadSymbol');
    },
  },
  {
    id: 'F103',
    title: 'a ticker is what the venue quotes',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const ticker = await exchange.fetchTicker(it.rig.symbol);
      checkCcxtTicker(ticker);
      deepEqual([ticker.bid, ticker.ask], [Number(it.rig.touch.bid), Number(it.rig.touch.ask)]);
      deepEqual(Object.keys(await exchange.fetchTickers()), [it.rig.symbol]);
    },
  },
  {
    id: 'F104',
    title: 'depth is sorted and not crossed',
    needs: [],
    run: async (it) => checkCcxtBook(await (await facadeOf(it)).fetchOrderBook(it.rig.symbol, 5)),
  },
  {
    id: 'F105',
    title: 'bars are six numbers in rising time',
    needs: ['fact:bars'],
    run: async (it) => {
      const bars = await (await facadeOf(it)).fetchOHLCV(it.rig.symbol, '1m', undefined, 3);
      ok(bars.length > 0);
      for (const bar of bars) checkCcxtBar(bar);
      checkAscending(
        bars.map(([time]) => time),
        true,
      );
    },
  },
  {
    id: 'F106',
    title: 'a balance adds up, and holds what was bought',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const before = (await exchange.fetchBalance()).total[it.instrument.base] ?? 0;
      await it.buy();
      let balance = await exchange.fetchBalance();
      await it.until('the purchase in the balance', async () => {
        balance = await exchange.fetchBalance();
        return (balance.total[it.instrument.base] ?? 0) > before;
      });
      checkCcxtBalance(exchange, balance);
    },
  },
  {
    id: 'F107',
    title: 'a position has a side and a positive size',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      await it.buy();
      await it.until('a position', async () => (await exchange.fetchPositions()).length > 0);
      const positions = await exchange.fetchPositions([it.rig.symbol]);
      equal(positions.length, 1);
      for (const position of positions) checkCcxtPosition(exchange, position);
      deepEqual(await exchange.fetchPositions([it.rig.unknownSymbol]), []);
    },
  },
  {
    id: 'F108',
    title: 'our executions are trades that add up to their order',
    needs: ['fact:fill-history'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const id = await it.buy();
      const trades = await exchange.fetchMyTrades(it.rig.symbol, it.rig.startedAt - 1_000);
      for (const trade of trades) checkCcxtTrade(exchange, trade);
      deepEqual(new Set(trades.map(({ order }) => order)), new Set([id]));
      equal(
        trades.reduce((sum, { amount }) => sum + amount, 0),
        Number(it.rig.quantity),
      );
    },
  },
  {
    id: 'F109',
    title: 'amounts are cut to the lot and prices fitted to the step',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const { symbol, quantity, touch } = it.rig;
      equal(exchange.amountToPrecision(symbol, Number(quantity)), quantity);
      equal(exchange.priceToPrecision(symbol, Number(touch.bid)), touch.bid);
      const small = Number(it.instrument.lot) / 4;
      equal(
        await errorName((async () => exchange.amountToPrecision(symbol, small))()),
        'InvalidOrder',
      );
    },
  },
  {
    id: 'F110',
    title: 'times go over into text and back',
    needs: [],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const text = exchange.iso8601(it.rig.startedAt);
      equal(exchange.parse8601(text), it.rig.startedAt);
      equal(exchange.iso8601(undefined), undefined);
      equal(exchange.parse8601('never'), undefined);
    },
  },
  {
    id: 'F111',
    title: 'has says what works, and a method that it denies is NotSupported',
    needs: ['no:publicTrades'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      equal(exchange.has['fetchTrades'], false);
      equal(await errorName(exchange.fetchTrades(it.rig.symbol)), 'NotSupported');
    },
  },
  {
    id: 'F112',
    title: 'watchTicker gives every next quote',
    needs: ['stream:quote'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      const first = exchange.watchTicker(it.rig.symbol);
      await it.quiet();
      it.rise();
      let ticker = await first;
      checkCcxtTicker(ticker);
      while (ticker.bid !== Number(it.high)) ticker = await exchange.watchTicker(it.rig.symbol);
    },
  },
  {
    id: 'F113',
    title: 'a list that could not be had is an error, never empty',
    needs: ['fault:queries-fail'],
    run: async (it) => {
      const exchange = await facadeOf(it);
      it.rig.play('queries-fail');
      const names = ['ExchangeNotAvailable', 'RequestTimeout', 'ExchangeError', 'BadResponse'];
      ok(names.includes(await errorName(exchange.fetchOpenOrders())));
      ok(names.includes(await errorName(exchange.fetchMyTrades())));
      it.rig.heal();
    },
  },
];
