/** Rules of instruments and of fetched market data. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  Decimal,
  barSeriesSchema,
  instrumentSchema,
  orderBookSchema,
  quoteSchema,
  timeframeMs,
  tradeSchema,
} from '@tradewright/core';
import { checkAscending, checkRecord, itemsOf } from '../check-record.ts';
import type { ConformanceCase } from '../conformance-case.ts';

/** T2xx up to T219. */
export const instrumentCases: readonly ConformanceCase[] = [
  {
    id: 'T201',
    title: 'an instrument is a valid record of its symbol, venue and currency',
    needs: [],
    run: async (it) => {
      checkRecord(instrumentSchema, it.instrument);
      equal(it.instrument.symbol, it.rig.symbol);
      equal(it.instrument.venue, it.trader.venue);
      equal(`${it.instrument.base}/${it.instrument.currency}`, it.rig.symbol);
    },
  },
  {
    id: 'T202',
    title: 'price steps ascend, and lot and minimum fit one another',
    needs: [],
    run: async ({ instrument: { tickLadder, lot, minimumQuantity } }) => {
      checkAscending(
        tickLadder.map(({ from }) => Number(from)),
        true,
      );
      if (minimumQuantity !== null)
        ok(Decimal.from(minimumQuantity).isMultipleOf(Decimal.from(lot)));
    },
  },
  {
    id: 'T203',
    title: 'what the instrument takes the venue takes',
    needs: [],
    run: async ({ instrument, trader: { capabilities } }) => {
      ok(instrument.orderTypes.includes('limit'));
      for (const type of instrument.orderTypes) ok(capabilities.orderTypes.includes(type));
      for (const time of instrument.timesInForce) ok(capabilities.timesInForce.includes(time));
    },
  },
  {
    id: 'T204',
    title: 'asked again, an instrument is the same',
    needs: [],
    run: async (it) => deepEqual(await it.trader.loadInstrument(it.rig.symbol), it.instrument),
  },
  {
    id: 'T205',
    title: 'a symbol that the venue lacks is an error that says so, in every question',
    needs: [],
    run: async (it) => {
      const { trader, rig } = it;
      const { unknownSymbol } = rig;
      for (const ask of [
        () => trader.loadInstrument(unknownSymbol),
        () => trader.fetchQuote(unknownSymbol),
        () => trader.fetchOrderBook(unknownSymbol, 1),
        () => trader.fetchBars({ symbol: unknownSymbol, timeframe: '1m', limit: 1 }),
        () => trader.subscribe({ stream: 'quote', symbol: unknownSymbol }),
      ])
        equal((await it.failure(ask())).code, 'SYMBOL_UNKNOWN');
    },
  },
  {
    id: 'T206',
    title: 'text that is no symbol is an error, never an instrument',
    needs: [],
    run: async (it) => {
      for (const text of ['', 'BHP', 'bhp/aud', '/', 'A/B/C', 'BHP/AUD '])
        ok((await it.failure(it.trader.loadInstrument(text))).code.startsWith('SYMBOL_'));
    },
  },
  {
    id: 'T211',
    title: 'a quote shows the touch of the market with the time of its arrival',
    needs: [],
    run: async ({ trader, rig }) => {
      const quote = await trader.fetchQuote(rig.symbol);
      checkRecord(quoteSchema, quote);
      deepEqual([quote.bid, quote.ask], [Number(rig.touch.bid), Number(rig.touch.ask)]);
      deepEqual([quote.symbol, quote.venue], [rig.symbol, trader.venue]);
      ok(quote.receivedTime >= rig.startedAt);
    },
  },
  {
    id: 'T212',
    title: 'a market that moved is quoted where it is now',
    needs: [],
    run: async (it) => {
      it.rise();
      const wanted = Number(it.high);
      await it.until(
        `a bid of ${wanted}`,
        async () => (await it.trader.fetchQuote(it.rig.symbol)).bid === wanted,
      );
    },
  },
  {
    id: 'T213',
    title: 'a side without interest is null, never zero',
    needs: ['fact:one-sided'],
    run: async (it) => {
      it.show({ bid: null });
      const quote = await it.trader.fetchQuote(it.rig.symbol);
      deepEqual([quote.bid, quote.ask], [null, Number(it.rig.touch.ask)]);
      equal(quote.spreadPct, null);
    },
  },
  {
    id: 'T214',
    title: 'depth begins at the touch, falls on the bid side and rises on the ask side',
    needs: [],
    run: async ({ trader, rig }) => {
      const book = await trader.fetchOrderBook(rig.symbol, 5);
      checkRecord(orderBookSchema, book);
      const [bids, asks] = [book.bids, book.asks].map((side) => side.map(([price]) => price));
      deepEqual([bids?.[0], asks?.[0]], [Number(rig.touch.bid), Number(rig.touch.ask)]);
      checkAscending((bids ?? []).toReversed(), true);
      checkAscending(asks ?? [], true);
    },
  },
  {
    id: 'T215',
    title: 'no more depth comes than was asked for',
    needs: [],
    run: async ({ trader, rig }) => {
      const { bids, asks } = await trader.fetchOrderBook(rig.symbol, 1);
      deepEqual([bids.length, asks.length], [1, 1]);
    },
  },
  {
    id: 'T216',
    title: 'bars are whole records, ascend, start on their step and are as many as asked at most',
    needs: ['fact:bars'],
    run: async ({ trader, rig }) => {
      const request = { symbol: rig.symbol, timeframe: '1m', limit: 2 } as const;
      const series = await trader.fetchBars(request);
      checkRecord(barSeriesSchema, series);
      const times = series.bars.map(({ time }) => time);
      ok(times.length > 0 && times.length <= 2);
      checkAscending(times, true);
      for (const time of times) equal(time % timeframeMs['1m'], 0);
      for (const { low, high, open, close } of series.bars)
        ok(low <= Math.min(open, close) && high >= Math.max(open, close));
    },
  },
  {
    id: 'T217',
    title: 'a limit on bars keeps the newest',
    needs: ['fact:bars'],
    run: async ({ trader, rig }) => {
      const ask = (limit: number) =>
        trader.fetchBars({ symbol: rig.symbol, timeframe: '1m', limit });
      const [many, one] = [await ask(3), await ask(1)];
      deepEqual(
        one.bars.map(({ time }) => time),
        [many.bars.at(-1)?.time],
      );
    },
  },
  {
    id: 'T218',
    title: 'public prints are whole records, at most as many as asked',
    needs: ['publicTrades'],
    run: async (it) => {
      await it.buy();
      const prints = itemsOf(await it.trader.fetchTrades(it.rig.symbol, 5));
      ok(prints.length > 0 && prints.length <= 5);
      for (const print of prints) checkRecord(tradeSchema, print);
    },
  },
  {
    id: 'T219',
    title: 'a venue without public prints says so, and gives no empty list',
    needs: ['no:publicTrades'],
    run: async ({ trader, rig }) => {
      const answer = await trader.fetchTrades(rig.symbol, 5);
      equal(answer.kind === 'incomplete' && answer.reason, 'not-supported');
    },
  },
];
