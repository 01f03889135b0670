/** GeminiTrader over the fake's WebSocket: news, gaps, silence, refusal. @module */
import {
  decimal,
  type Fill,
  type OrderBook,
  type OrderReport,
  type Quote,
} from '@tradewright/core';
import { describe, expect, test, vi } from 'vitest';
import { aCoinIntent, aGeminiRig } from '../testing/gemini-rig.ts';

const moved = { bids: [['49980', '1']], asks: [['50020', '1']] } as const;
/** Nothing is asked for within a test: what arrives came over the stream. */
const slowly = { pollMs: 60_000 };

describe('market data over the stream', () => {
  test('a quote carries the last print and the venue time', async () => {
    await using rig = await aGeminiRig(slowly);
    const quotes: Quote[] = [];
    rig.trader.on('quote', (quote) => quotes.push(quote));
    await rig.trader.subscribe({ stream: 'quote', symbol: 'BTC/USD' });
    await rig.trader.settle();
    rig.fake.market.print('btcusd', '50001', '0.3', 'buy');
    rig.fake.market.setBook('btcusd', moved);
    await rig.trader.settle();
    expect(quotes.at(-1)).toMatchObject({ bid: 49980, ask: 50020, last: 50001 });
    expect(quotes.at(-1)?.venueTime).not.toBeNull();
  });

  test('prints reach those who asked for prints alone', async () => {
    await using rig = await aGeminiRig(slowly);
    const sides: (string | null)[] = [];
    rig.trader.on('trade', ({ side }) => sides.push(side));
    await rig.trader.subscribe({ stream: 'quote', symbol: 'BTC/USD' });
    rig.fake.market.print('btcusd', '50001', '0.3', 'buy');
    await rig.trader.settle();
    const stop = await rig.trader.subscribe({ stream: 'trade', symbol: 'BTC/USD' });
    rig.fake.market.print('btcusd', '50002', '0.3', 'sell');
    await rig.trader.settle();
    stop();
    rig.fake.market.print('btcusd', '50003', '0.3', 'buy');
    await rig.trader.settle();
    expect(sides).toEqual(['sell']);
  });

  test('depth after a lost frame comes from a fresh snapshot', async () => {
    await using rig = await aGeminiRig(slowly);
    const books: OrderBook[] = [];
    rig.trader.on('book', (book) => books.push(book));
    await rig.trader.subscribe({ stream: 'book', symbol: 'BTC/USD' });
    await rig.trader.settle();
    rig.fake.stream.faults.skipDepth = 1;
    rig.fake.market.setBook('btcusd', { bids: [['40000', '5']], asks: [['60000', '5']] });
    rig.fake.market.setBook('btcusd', moved);
    await vi.waitFor(() => expect(books.at(-1)?.bids).toEqual([[49980, 1]]));
    expect(books.at(-1)?.asks).toEqual([[50020, 1]]);
    expect(books.some(({ bids }) => bids.length > 0 && bids[0]?.[0] === 40000)).toBe(false);
  });

  test('depth after a cut connection holds no level from before', async () => {
    await using rig = await aGeminiRig(slowly);
    const books: OrderBook[] = [];
    rig.trader.on('book', (book) => books.push(book));
    await rig.trader.subscribe({ stream: 'book', symbol: 'BTC/USD' });
    await vi.waitFor(() => expect(books.length).toBeGreaterThan(0));
    rig.fake.stream.drop();
    await vi.waitFor(() => expect(rig.trader.connection().data).toBe('degraded'));
    rig.fake.market.setBook('btcusd', moved);
    await vi.waitFor(() => expect(books.at(-1)?.bids).toEqual([[49980, 1]]), { timeout: 5_000 });
    expect(rig.trader.connection().data).toBe('up');
  });

  test('quotes go on by asking while the stream says nothing', async () => {
    await using rig = await aGeminiRig();
    const quotes: Quote[] = [];
    rig.fake.stream.faults.silent = true;
    rig.trader.on('quote', (quote) => quotes.push(quote));
    await rig.trader.subscribe({ stream: 'quote', symbol: 'BTC/USD' });
    rig.fake.market.setBook('btcusd', moved);
    await vi.waitFor(() => expect(quotes.at(-1)?.bid).toBe(49980), { timeout: 5_000 });
  });

  test('a silent connection is dropped and opened anew', async () => {
    await using rig = await aGeminiRig({ ...slowly, streamStaleMs: 60 });
    rig.fake.stream.faults.silent = true;
    await vi.waitFor(() => expect(rig.trader.connection().data).toBe('degraded'), {
      timeout: 5_000,
    });
    rig.fake.stream.faults.silent = false;
    await vi.waitFor(() => expect(rig.trader.connection().data).toBe('up'), { timeout: 5_000 });
  });

  test('a closed bar is told once, shortly after its end', async () => {
    await using rig = await aGeminiRig();
    await expect(rig.trader.subscribe({ stream: 'bar', symbol: 'BTC/USD' })).rejects.toMatchObject({
      code: 'VENUE_NOT_SUPPORTED',
    });
  });
});

describe('own orders over the stream', () => {
  test('a fill is told at once, once, with the fee that REST gives', async () => {
    await using rig = await aGeminiRig(slowly);
    const fills: Fill[] = [];
    const orders: OrderReport[] = [];
    rig.trader.on('fill', (fill) => fills.push(fill));
    rig.trader.on('order', (report) => orders.push(report));
    rig.fake.stream.faults.twice = true;
    await rig.trader.placeOrder(aCoinIntent());
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '0.2']] });
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '9']] });
    await rig.trader.settle();
    expect(fills.map(({ quantity, commission }) => [quantity, commission])).toEqual([
      ['0.2', '19.6'],
      ['0.3', '29.4'],
    ]);
    expect(orders.at(-1)).toMatchObject({
      life: 'filled',
      venueOrderId: expect.stringMatching(/^\d{17}$/) as string,
    });
  });

  test('a fill that comes before the answer to its order is told once and never taken back', async () => {
    await using rig = await aGeminiRig(slowly);
    const orders: string[] = [];
    const fills: Fill[] = [];
    rig.trader.on('order', ({ life, filled }) => orders.push(`${life} ${filled}`));
    rig.trader.on('fill', (fill) => fills.push(fill));
    rig.fake.fail('/v1/order/new', { kind: 'late', delayMs: 150 });
    const placed = rig.trader.placeOrder(aCoinIntent());
    await vi.waitFor(() => expect(rig.fake.market.orders).toHaveLength(1));
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '0.2']] });
    expect(await placed).toMatchObject({ clientOrderId: 'TW-s-1' });
    await rig.trader.settle();
    expect(fills.map(({ quantity }) => quantity)).toEqual(['0.2']);
    expect(orders.at(-1)).toBe('working 0.2');
  });

  test.each([
    [true, 'canceled'],
    [false, 'working'],
  ] as const)('with cancelOnDisconnect %s, an order is %s after a cut', async (option, life) => {
    await using rig = await aGeminiRig({ ...slowly, cancelOnDisconnect: option });
    await rig.trader.placeOrder(aCoinIntent());
    rig.fake.stream.drop();
    await vi.waitFor(() => expect(rig.trader.connection().data).toBe('degraded'));
    await vi.waitFor(() => expect(rig.trader.connection().data).toBe('up'), { timeout: 5_000 });
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life, filled: '0' } });
  });

  test('an order made elsewhere is told as such', async () => {
    await using rig = await aGeminiRig(slowly);
    const elsewhere: OrderReport[] = [];
    rig.trader.on('order-elsewhere', (report) => elsewhere.push(report));
    await rig.trader.placeOrder(
      aCoinIntent({ clientOrderId: 'other-1', quantity: decimal('0.1') }),
    );
    await rig.trader.settle();
    expect(elsewhere[0]).toMatchObject({ foreign: true, clientOrderId: null, quantity: '0.1' });
  });

  test('a key that the stream refuses still trades: orders are asked for', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    await rig.trader.close();
    rig.fake.stream.faults.refuseKeys = true;
    await using other = await aGeminiRig({ restUrl: rig.fake.url, wsUrl: rig.fake.wsUrl });
    const fills: Fill[] = [];
    other.trader.on('fill', (fill) => fills.push(fill));
    await other.trader.placeOrder(aCoinIntent());
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '9']] });
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    await vi.waitFor(() => expect(other.trader.connection().data).toBe('up'), { timeout: 5_000 });
  });
});
