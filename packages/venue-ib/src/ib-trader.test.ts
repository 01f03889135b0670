/** IBTrader over a real socket against the simulator. @module */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';

describe('IBTrader', () => {
  let rig: IBTraderRig;
  let simulator: IBTraderRig['simulator'];
  let trader: IBTraderRig['trader'];
  let make: IBTraderRig['make'];

  beforeEach(async () => {
    rig = await startRig();
    ({ simulator, trader, make } = rig);
  });

  afterEach(() => rig.stop());

  test('an account is known after connect, with its cash per currency', async () => {
    expect(trader.accountId).toBe('DU0000001');
    expect(trader.paper).toBe(true);
    expect(await trader.fetchAccount()).toMatchObject({
      baseCurrency: 'AUD',
      cash: { AUD: '250000', USD: '20000' },
      equity: '280763.31',
    });
    simulator.faults.ledgerPrefix = true;
    expect((await trader.fetchAccount()).cash).toEqual({ AUD: '250000', USD: '20000' });
  });

  test('a paper flag against a live account refuses and names the fix', async () => {
    const error = await failureOf(make({ paper: false, clientId: 9 }).connect());
    expect(error).toMatchObject({
      code: 'VENUE_ACCOUNT_MISMATCH',
      hint: expect.stringContaining('IB_PAPER=true'),
    });
  });

  test('a busy client id is seen although it comes as info', async () => {
    const error = await failureOf(make().connect());
    expect(error).toMatchObject({
      code: 'VENUE_UNAVAILABLE',
      hint: expect.stringContaining('IB_CLIENT_ID'),
    });
  });

  test('an ASX share has the price steps of its market rule, its phases and its parcel', async () => {
    const instrument = await trader.loadInstrument('BHP/AUD');
    expect(instrument).toMatchObject({
      assetClass: 'equity',
      conId: 4036812,
      longName: 'BHP GROUP LTD',
      category: 'Mining',
      minimumNotional: '500',
      timeZone: 'Australia/Sydney',
      lot: '1',
      tickLadder: [
        { from: '0', increment: '0.001' },
        { from: '0.1', increment: '0.005' },
        { from: '2', increment: '0.01' },
      ],
    });
    expect(
      new Set(Array.isArray(instrument.hours) ? instrument.hours.map((hours) => hours.phase) : []),
    ).toEqual(new Set(['pre-open', 'auction', 'open', 'post-close', 'closed']));
  });

  test('a pair is FX because IB says so; an unknown symbol is named', async () => {
    expect(await trader.loadInstrument('AUD/USD')).toMatchObject({
      assetClass: 'fx',
      exchange: 'IDEALPRO',
      lot: '0.01',
    });
    expect(await trader.loadInstrument('AAPL/USD')).toMatchObject({
      assetClass: 'equity',
      primaryExchange: 'NASDAQ',
      industry: 'Technology',
    });
    expect(await failureOf(trader.loadInstrument('NONE/AUD'))).toMatchObject({
      code: 'SYMBOL_UNKNOWN',
    });
  });

  test('a bare code is a share in US dollars; what is no code is named', async () => {
    expect(await trader.loadInstrument('AAPL')).toMatchObject({
      symbol: 'AAPL/USD',
      assetClass: 'equity',
      exchange: 'SMART',
    });
    expect(await failureOf(trader.loadInstrument('AUDUSD'))).toMatchObject({
      code: 'SYMBOL_INVALID',
    });
  });

  test('a quote is complete, a stream follows, a book has its sides', async () => {
    expect(await trader.fetchQuote('BHP/AUD')).toMatchObject({
      bid: 45.1,
      ask: 45.12,
      bidSize: 500,
      askSize: 300,
      delayed: false,
    });
    const seen: (number | null)[] = [];
    trader.on('quote', (quote) => seen.push(quote.bid));
    const undo = await trader.subscribe({ stream: 'quote', symbol: 'BHP/AUD' });
    await vi.waitFor(() => expect(seen).toContain(45.1));
    simulator.setQuote('BHP/AUD', { bid: 45.11 });
    await vi.waitFor(() => expect(seen).toContain(45.11));
    undo();
    const book = await trader.fetchOrderBook('BHP/AUD', 3);
    expect(book.bids).toHaveLength(3);
    expect(book.asks[0]).toEqual([45.12, 300]);
  });

  test('bars are the newest, with epoch times and no volume for pairs', async () => {
    const bars = Array.from({ length: 30 }, (_, index) => ({
      time: Math.floor(Date.now() / 300_000) * 300_000 + (index - 29) * 300_000,
      open: 1,
      high: 2,
      low: 1,
      close: 1.5,
      volume: 10,
    }));
    simulator.setBars('BHP/AUD', bars);
    simulator.setBars('AUD/USD', bars);
    expect(
      (await trader.fetchBars({ symbol: 'BHP/AUD', timeframe: '5m', limit: 10 })).bars,
    ).toEqual(bars.slice(-10));
    expect(
      (await trader.fetchBars({ symbol: 'AUD/USD', timeframe: '5m', limit: 1 })).bars[0]?.volume,
    ).toBe(null);
  });
});
