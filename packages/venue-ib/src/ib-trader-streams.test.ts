/** Streams and the past, over a real socket against the simulator. @module */
import type { Bar, OrderBook, Quote, Trade } from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';

const minute = 60_000;

/** A whole bar that began `ago` bars before now. */
function barAgo(ago: number, close: number, length = minute): Bar {
  const time = Math.floor(Date.now() / length) * length - ago * length;
  return { time, open: close, high: close + 0.05, low: close - 0.05, close, volume: 100 };
}

describe('IBTrader, streams', () => {
  let rig: IBTraderRig;
  let simulator: IBTraderRig['simulator'];
  let trader: IBTraderRig['trader'];

  beforeEach(async () => {
    rig = await startRig();
    ({ simulator, trader } = rig);
  });

  afterEach(() => rig.stop());

  test('a bar is told once it is whole, and the past is not told again', async () => {
    const told: Bar[] = [];
    trader.on('bar', ({ bar }) => told.push(bar));
    simulator.setBars('BHP/AUD', [barAgo(3, 45), barAgo(2, 45.1)]);
    await trader.subscribe({ stream: 'bar', symbol: 'BHP/AUD', timeframe: '1m' });
    await vi.waitFor(() => expect(rig.asked('20')).toHaveLength(1));
    const whole = barAgo(1, 45.2);
    simulator.addBar('BHP/AUD', whole);
    await vi.waitFor(() => expect(told).toEqual([whole]));
    simulator.addBar('BHP/AUD', barAgo(-10, 45.3));
    await trader.manager.roundTrip();
    expect(told).toEqual([whole]);
  });

  test('bars that ended while the connection was down come after it, once each', async () => {
    const told: number[] = [];
    trader.on('bar', ({ bar }) => told.push(bar.close));
    simulator.setBars('BHP/AUD', [barAgo(5, 45)]);
    await trader.subscribe({ stream: 'bar', symbol: 'BHP/AUD', timeframe: '1m' });
    await vi.waitFor(() => expect(rig.asked('20')).toHaveLength(1));
    simulator.addBar('BHP/AUD', barAgo(4, 45.1));
    await vi.waitFor(() => expect(told).toEqual([45.1]));
    simulator.dropConnections();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('down'));
    simulator.addBar('BHP/AUD', barAgo(3, 45.2));
    simulator.addBar('BHP/AUD', barAgo(2, 45.3));
    await vi.waitFor(() => expect(told).toEqual([45.1, 45.2, 45.3]), 5_000);
  });

  test('a book stream carries whole books that follow the touch', async () => {
    const books: OrderBook[] = [];
    trader.on('book', (book) => books.push(book));
    await trader.subscribe({ stream: 'book', symbol: 'BHP/AUD' });
    await vi.waitFor(() => expect(books.at(-1)?.bids).toHaveLength(5));
    simulator.setQuote('BHP/AUD', { bid: 45.2, ask: 45.22 });
    await vi.waitFor(() => expect(books.at(-1)?.bids[0]).toEqual([45.2, 500]));
    expect(books.at(-1)?.asks.map(([price]) => price)).toEqual([45.22, 45.23, 45.24, 45.25, 45.26]);
  });

  test('prints of a share are streamed and can be asked for; a pair has none and says so', async () => {
    const prints: Trade[] = [];
    trader.on('trade', (print) => prints.push(print));
    await trader.subscribe({ stream: 'trade', symbol: 'BHP/AUD' });
    await vi.waitFor(() => expect(rig.asked('97')).toHaveLength(1));
    simulator.addBar('BHP/AUD', barAgo(1, 45.2));
    await vi.waitFor(() => expect(prints).toMatchObject([{ price: 45.2, size: 100, side: null }]));
    simulator.addBar('BHP/AUD', barAgo(0, 45.3));
    expect(await trader.fetchTrades('BHP/AUD', 1)).toMatchObject({
      kind: 'complete',
      items: [{ symbol: 'BHP/AUD', price: 45.3, tradeId: null }],
    });
    expect(await trader.fetchTrades('AUD/USD', 1)).toMatchObject({
      kind: 'incomplete',
      reason: 'not-supported',
    });
    const refused = trader.subscribe({ stream: 'trade', symbol: 'AUD/USD' });
    expect(await failureOf(refused)).toMatchObject({ code: 'VENUE_NOT_SUPPORTED' });
  });

  test('two readers of one stream hear each event once; the line ends with the last', async () => {
    const quotes: Quote[] = [];
    trader.on('quote', (quote) => quotes.push(quote));
    const request = { stream: 'quote', symbol: 'BHP/AUD' } as const;
    const [first, second] = [await trader.subscribe(request), await trader.subscribe(request)];
    await trader.manager.roundTrip();
    expect(rig.asked('1')).toHaveLength(1);
    quotes.length = 0;
    simulator.setQuote('BHP/AUD', { volume: 77 });
    await vi.waitFor(() => expect(quotes.filter((quote) => quote.volume === 77)).toHaveLength(1));
    first();
    first();
    await trader.manager.roundTrip();
    expect(rig.asked('2')).toHaveLength(0);
    second();
    await vi.waitFor(() => expect(rig.asked('2')).toHaveLength(1));
  });

  test('without a subscription a quote names the data package, at once', async () => {
    await trader.close();
    const { simulator: free, make, stop } = await startRig({ marketData: 'delayed' });
    const live = make({ marketData: 'live', clientId: 5 });
    await live.connect();
    expect(await failureOf(live.fetchQuote('BHP/AUD'))).toMatchObject({
      code: 'VENUE_PERMISSION',
      hint: expect.stringContaining('IB_MARKET_DATA'),
    });
    free.setQuote('BHP/AUD', { bid: 45, ask: 45.01 });
    const delayed = make({ clientId: 6 });
    await delayed.connect();
    expect(await delayed.fetchQuote('BHP/AUD')).toMatchObject({ bid: 45, delayed: true });
    await Promise.all([live.close(), delayed.close()]);
    await stop();
  });

  test('a long series is stitched from answers of at most 2,000 bars, each bar once', async () => {
    const bars = Array.from({ length: 4_600 }, (_, ago) => barAgo(4_600 - ago, 45 + (ago % 7)));
    simulator.setBars('BHP/AUD', bars);
    const series = await trader.fetchBars({ symbol: 'BHP/AUD', timeframe: '1m', limit: 4_500 });
    expect(series.bars).toEqual(bars.slice(-4_500));
    expect(series.clampedFrom).toBe(null);
    expect(rig.asked('20').length).toBeGreaterThan(2);
    expect(
      await trader.fetchBars({ symbol: 'BHP/AUD', timeframe: '1m', limit: 50_000 }),
    ).toMatchObject({ clampedFrom: '50000' });
  });

  test('identical questions within 15 seconds are asked once', async () => {
    simulator.setBars('BHP/AUD', [barAgo(1, 45)]);
    const request = { symbol: 'BHP/AUD', timeframe: '5m', limit: 1 } as const;
    const answers = await Promise.all([trader.fetchBars(request), trader.fetchBars(request)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(rig.asked('20')).toHaveLength(1);
  });
});
