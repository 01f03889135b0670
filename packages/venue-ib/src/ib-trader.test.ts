/** IBTrader over a real socket against the simulator. @module */
import {
  decimal,
  SeededRandom,
  SystemClock,
  TradewrightError,
  type Commission,
  type Fill,
  type OrderIntent,
  type OrderReport,
} from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { IBTrader } from './ib-trader.ts';
import type { IBTraderOptions } from './ib-trader-options.ts';
import { MemoryMap } from './testing/memory-map.ts';
import { TwsSimulator } from './testing/tws-simulator.ts';

const clock = new SystemClock();
let serial = 0;
const intent = (parts: Partial<OrderIntent> = {}): OrderIntent =>
  anOrderIntent({
    clientOrderId: `order-${(serial += 1)}`,
    limitPrice: decimal('45.12'),
    ...parts,
  });
const failure = async (run: Promise<unknown>): Promise<TradewrightError> =>
  run.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as TradewrightError,
  );

describe('IBTrader', () => {
  let simulator: TwsSimulator;
  let trader: IBTrader;
  let store: MemoryMap;
  let port: number;
  const make = (parts: Partial<IBTraderOptions> = {}): IBTrader =>
    new IBTrader({
      clock,
      random: new SeededRandom(1),
      store,
      port,
      ackTimeoutMs: 400,
      quoteTimeoutMs: 500,
      requestTimeoutMs: 1_000,
      ...parts,
    });

  beforeEach(async () => {
    store = new MemoryMap();
    simulator = new TwsSimulator({ clock });
    port = await simulator.listen();
    simulator.setQuote('BHP/AUD', {
      bid: 45.1,
      ask: 45.12,
      bidSize: 500,
      askSize: 300,
      last: 45.11,
      volume: 1e6,
    });
    simulator.setQuote('AUD/USD', { bid: 0.6501, ask: 0.65015, bidSize: 1e6, askSize: 1e6 });
    trader = make();
    await trader.connect();
  });

  afterEach(async () => {
    await trader.close();
    await simulator.close();
  });

  const placed = (): string[][] => simulator.received.filter(([kind]) => kind === '3');

  test('an account is known after connect, with its cash per currency', async () => {
    expect(trader.accountId).toBe('DU0000001');
    expect(trader.paper).toBe(true);
    expect(await trader.fetchAccount()).toMatchObject({
      baseCurrency: 'AUD',
      cash: { AUD: '250000', USD: '20000' },
      equity: '280000',
    });
    simulator.faults.ledgerPrefix = true;
    expect((await trader.fetchAccount()).cash).toEqual({ AUD: '250000', USD: '20000' });
  });

  test('a paper flag against a live account refuses and names the fix', async () => {
    const error = await failure(make({ paper: false, clientId: 9 }).connect());
    expect(error).toMatchObject({
      code: 'VENUE_ACCOUNT_MISMATCH',
      hint: expect.stringContaining('IB_PAPER=true'),
    });
  });

  test('a busy client id is seen although it comes as info', async () => {
    const error = await failure(make().connect());
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
    ).toEqual(new Set(['pre-open', 'auction', 'open', 'post-close']));
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
    expect(await failure(trader.loadInstrument('NONE/AUD'))).toMatchObject({
      code: 'SYMBOL_UNKNOWN',
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
      time: 1_700_000_000_000 + index * 300_000,
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

  test('a limit order fills with exact figures and its commission follows', async () => {
    const fills: Fill[] = [];
    const commissions: Commission[] = [];
    trader.on('fill', (fill) => fills.push(fill));
    trader.on('commission', (commission) => commissions.push(commission));
    const order = intent({ tag: 'swing' });
    await trader.placeOrder(order);
    await vi.waitFor(() => expect(commissions).toHaveLength(1));
    expect(fills).toMatchObject([
      {
        clientOrderId: order.clientOrderId,
        symbol: 'BHP/AUD',
        side: 'buy',
        quantity: '100',
        price: '45.12',
        currency: 'AUD',
        liquidity: 'taker',
        commission: null,
        revision: 1,
      },
    ]);
    expect(commissions).toMatchObject([
      { fillId: fills[0]?.fillId, commission: '6', currency: 'AUD' },
    ]);
    expect(await trader.fetchOrder(order.clientOrderId)).toMatchObject({
      kind: 'found',
      item: { life: 'filled', filled: '100', tag: 'swing' },
    });
    expect(await trader.fetchPositions()).toMatchObject({
      kind: 'complete',
      items: [{ symbol: 'BHP/AUD', quantity: '100', averagePrice: '45.12' }],
    });
    expect(await trader.fetchFills({ since: clock.now() - 1_000 })).toMatchObject({
      items: [{ commission: '6', provenance: 'recovered' }],
    });
  });

  test('fills before midnight of the venue are incomplete and say since when they are known', async () => {
    const result = await trader.fetchFills({ since: clock.now() - 3 * 86_400_000 });
    expect(result).toMatchObject({
      kind: 'incomplete',
      reason: 'range-limit',
      knownFrom: expect.any(Number),
    });
  });

  test('an order rests, is changed, and is canceled by its own id', async () => {
    const reports: OrderReport[] = [];
    trader.on('order', (report) => reports.push(report));
    const order = intent({ limitPrice: decimal('44') });
    expect(await trader.placeOrder(order)).toMatchObject({
      life: 'working',
      limitPrice: '44',
      venueOrderIds: [expect.any(String), expect.any(String)],
    });
    expect(
      await trader.modifyOrder(order.clientOrderId, {
        quantity: null,
        limitPrice: decimal('44.5'),
        stopPrice: null,
      }),
    ).toMatchObject({ limitPrice: '44.5' });
    expect(await trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      kind: 'complete',
      items: [{ clientOrderId: order.clientOrderId, limitPrice: '44.5' }],
    });
    await trader.cancelOrder(order.clientOrderId);
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ life: 'canceled' }));
    expect(await failure(trader.cancelOrder(order.clientOrderId))).toMatchObject({
      code: 'ORDER_REFUSED',
      outcome: 'refused',
    });
  });

  test('a staged order is shown as staged and leaves no position', async () => {
    expect(await trader.placeOrder(intent({ transmit: false }))).toMatchObject({
      life: 'staged',
      filled: '0',
    });
    expect(placed()[0]?.[27]).toBe('0');
  });

  test('a bracket goes out whole with its last leg', async () => {
    const parent = intent({ transmit: false });
    const stop = intent({
      side: 'sell',
      type: 'stop',
      limitPrice: null,
      stopPrice: decimal('44'),
      parentClientOrderId: parent.clientOrderId,
      ocaGroup: 'g1',
      purpose: 'protection',
    });
    await trader.placeOrder(parent);
    await trader.placeOrder(stop);
    await vi.waitFor(async () =>
      expect(await trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
        items: [{ clientOrderId: stop.clientOrderId, life: 'working', type: 'stop' }],
      }),
    );
    expect(await trader.fetchPositions()).toMatchObject({ items: [{ quantity: '100' }] });
  });

  test("the preview is the venue's own and sends no order", async () => {
    expect(await trader.previewOrder(intent())).toMatchObject({
      commission: '6',
      commissionCurrency: 'AUD',
      initialMargin: '1353.6',
    });
    expect(simulator.orders.all).toEqual([]);
  });

  test('the same client order id is never sent twice, also not after a restart', async () => {
    const order = intent({ limitPrice: decimal('44') });
    await trader.placeOrder(order);
    expect(await failure(trader.placeOrder(order))).toMatchObject({
      code: 'ORDER_DUPLICATE_ID',
      outcome: 'not-sent',
    });
    await trader.close();
    trader = make();
    simulator.faults.nextValidId = 1;
    await trader.connect();
    expect(await failure(trader.placeOrder(order))).toMatchObject({ code: 'ORDER_DUPLICATE_ID' });
    await trader.placeOrder(intent({ limitPrice: decimal('44') }));
    expect(placed().map((fields) => fields[1])).toEqual(['1', '2']);
  });

  test('an off-tick price, a post-only order and a missing price never leave', async () => {
    for (const parts of [
      { limitPrice: decimal('45.123') },
      { postOnly: true },
      { limitPrice: null },
      { quantity: decimal('1.5') },
      { timeInForce: 'FOK' as const },
    ]) {
      expect(await failure(trader.placeOrder(intent(parts)))).toMatchObject({
        outcome: 'not-sent',
      });
    }
    expect(placed()).toEqual([]);
  });

  test('a swallowed order is unknown, and a look-up finds the truth', async () => {
    simulator.faults.ignore = new Set([3]);
    const order = intent();
    expect(await failure(trader.placeOrder(order))).toMatchObject({
      code: 'ORDER_UNKNOWN_OUTCOME',
      outcome: 'unknown',
    });
    expect(await trader.fetchOrder(order.clientOrderId)).toMatchObject({ kind: 'absent' });
  });

  test('a Read-Only API lets every question through and not one order byte', async () => {
    await trader.close();
    simulator.faults.readOnly = true;
    trader = make();
    await trader.connect();
    expect(await trader.fetchQuote('BHP/AUD')).toMatchObject({ bid: 45.1 });
    expect(await failure(trader.placeOrder(intent()))).toMatchObject({
      outcome: 'not-sent',
      hint: expect.stringContaining('Read-Only'),
    });
    expect(placed()).toEqual([]);
  });

  test('after a cut the same client id returns, streams resume, and no old order leaves', async () => {
    const bids: (number | null)[] = [];
    trader.on('quote', (quote) => bids.push(quote.bid));
    await trader.subscribe({ stream: 'quote', symbol: 'BHP/AUD' });
    const resting = intent({ limitPrice: decimal('44') });
    await trader.placeOrder(resting);
    simulator.dropConnections();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('down'));
    expect(await failure(trader.placeOrder(intent()))).toMatchObject({ outcome: 'not-sent' });
    await vi.waitFor(() => expect(trader.connection().socket).toBe('up'), 3_000);
    simulator.setQuote('BHP/AUD', { bid: 45.09 });
    await vi.waitFor(() => expect(bids).toContain(45.09));
    expect(placed()).toHaveLength(1);
    await trader.cancelOrder(resting.clientOrderId);
  });

  test('a fill that happens while the link is down arrives once, after the return', async () => {
    const fills: Fill[] = [];
    trader.on('fill', (fill) => fills.push(fill));
    const resting = intent({ limitPrice: decimal('44') });
    await trader.placeOrder(resting);
    simulator.dropConnections();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('down'));
    simulator.setQuote('BHP/AUD', { bid: 43.9, ask: 44, askSize: 500 });
    await vi.waitFor(() => expect(fills).toHaveLength(1), 3_000);
    await trader.fetchFills({ since: clock.now() - 1_000 });
    expect(fills).toHaveLength(1);
  });

  test('while TWS has lost IB no entry leaves but a cancel does', async () => {
    const resting = intent({ limitPrice: decimal('44') });
    await trader.placeOrder(resting);
    simulator.notice(1100, 'Connectivity between IB and TWS has been lost.');
    await vi.waitFor(() => expect(trader.connection().broker).toBe('down'));
    expect(await failure(trader.placeOrder(intent()))).toMatchObject({ outcome: 'not-sent' });
    await trader.cancelOrder(resting.clientOrderId);
    simulator.notice(1102, 'Connectivity has been restored - data maintained.');
    await vi.waitFor(() => expect(trader.connection().broker).toBe('up'));
  });

  test('a corrected execution comes as a higher revision of the same fill', async () => {
    const fills: Fill[] = [];
    trader.on('fill', (fill) => fills.push(fill));
    await trader.placeOrder(intent());
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    const [execution] = simulator.orders.executions;
    if (execution !== undefined) simulator.orders.correct(execution, '45.1');
    await vi.waitFor(() => expect(fills).toHaveLength(2));
    expect(fills[1]).toMatchObject({ fillId: fills[0]?.fillId, revision: 2, price: '45.1' });
  });

  test('a reject field that is no JSON, and frames of mad length, harm nothing', async () => {
    simulator.faults.advancedReject = '{"broken';
    const { conId } = simulator.contract('BHP/AUD');
    await trader.loadInstrument('BHP/AUD');
    expect(conId).toBe(4036812);
    for (const length of [-4, 0, 0x7fffffff]) {
      const word = Buffer.alloc(8);
      word.writeInt32BE(length, 0);
      simulator.raw(word);
      await vi.waitFor(() => expect(trader.connection().socket).toBe('down'));
      await vi.waitFor(() => expect(trader.connection().socket).toBe('up'), 3_000);
    }
    expect(await trader.fetchQuote('BHP/AUD')).toMatchObject({ bid: 45.1 });
  });

  test('an order of another client is made elsewhere', async () => {
    const other = make({ clientId: 5, store: new MemoryMap() });
    await other.connect();
    const foreign = intent({ limitPrice: decimal('44') });
    await other.placeOrder(foreign);
    const all = await trader.fetchOpenOrders({ scope: 'all' });
    expect(all).toMatchObject({
      kind: 'complete',
      items: [{ foreign: true, clientOrderId: null }],
    });
    await other.close();
  });
});
