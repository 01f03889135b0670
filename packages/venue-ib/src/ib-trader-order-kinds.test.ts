/** Kinds of orders over a real socket against the simulator's matching. @module */
import { SystemClock, decimal, type Fill, type OrderReport } from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anIntent, failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';

describe('IBTrader, kinds of orders', () => {
  let rig: IBTraderRig;
  let simulator: IBTraderRig['simulator'];
  let trader: IBTraderRig['trader'];
  const fills: Fill[] = [];
  const reports: OrderReport[] = [];

  beforeEach(async () => {
    rig = await startRig();
    ({ simulator, trader } = rig);
    fills.length = 0;
    reports.length = 0;
    trader.on('fill', (fill) => fills.push(fill));
    trader.on('order', (report) => reports.push(report));
  });

  afterEach(() => rig.stop());

  const lastOf = (id: string): OrderReport | undefined =>
    reports.findLast((report) => report.clientOrderId === id);

  /** Buys 100 BHP at the ask. */
  const holdShares = async (): Promise<void> => {
    await trader.placeOrder(anIntent());
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    fills.length = 0;
  };

  test('a pair is bought at IDEALPRO: cash of both currencies moves, the commission is in dollars', async () => {
    const order = anIntent({
      symbol: 'AUD/USD',
      quantity: decimal('20000'),
      limitPrice: decimal('0.65015'),
    });
    await trader.placeOrder(order);
    await vi.waitFor(() => expect(fills).toMatchObject([{ price: '0.65015', currency: 'USD' }]));
    expect(rig.placed()[0]).toMatchObject({ 3: 'AUD', 4: 'CASH', 9: 'IDEALPRO', 11: 'USD' });
    await vi.waitFor(async () =>
      expect((await trader.fetchAccount()).cash).toEqual({ AUD: '270000', USD: '6995' }),
    );
    expect(await trader.fetchFills({ since: new SystemClock().now() - 5_000 })).toMatchObject({
      items: [{ commission: '2', commissionCurrency: 'USD' }],
    });
  });

  test('a partial fill of one order of a group shrinks the other', async () => {
    await holdShares();
    const stop = anIntent({
      side: 'sell',
      type: 'stop',
      limitPrice: null,
      stopPrice: decimal('44'),
      ocaGroup: 'exit-1',
      purpose: 'protection',
    });
    const target = anIntent({
      side: 'sell',
      limitPrice: decimal('46'),
      ocaGroup: 'exit-1',
      purpose: 'exit',
    });
    await trader.placeOrder(stop);
    await trader.placeOrder(target);
    simulator.setQuote('BHP/AUD', { bid: 46, bidSize: 40, ask: 46.01, askSize: 40 });
    await vi.waitFor(() => expect(fills).toMatchObject([{ quantity: '40', side: 'sell' }]));
    await vi.waitFor(() => expect(lastOf(stop.clientOrderId)).toMatchObject({ quantity: '60' }));
    simulator.setQuote('BHP/AUD', { bid: 46, bidSize: 500 });
    await vi.waitFor(() => expect(lastOf(target.clientOrderId)).toMatchObject({ life: 'filled' }));
    await vi.waitFor(() => expect(lastOf(stop.clientOrderId)).toMatchObject({ life: 'canceled' }));
    expect(await trader.fetchPositions()).toMatchObject({ kind: 'complete', items: [] });
  });

  test('a trailing stop follows the bid up and sells when it falls back', async () => {
    await holdShares();
    const trail = anIntent({
      side: 'sell',
      type: 'trailing-stop',
      limitPrice: null,
      trailingAmount: decimal('0.5'),
      purpose: 'protection',
    });
    expect(await trader.placeOrder(trail)).toMatchObject({ type: 'trailing-stop' });
    simulator.setQuote('BHP/AUD', { bid: 46, ask: 46.02 });
    simulator.setQuote('BHP/AUD', { bid: 45.6, ask: 45.62 });
    await trader.manager.roundTrip();
    expect(fills).toEqual([]);
    simulator.setQuote('BHP/AUD', { bid: 45.5, ask: 45.52 });
    await vi.waitFor(() => expect(fills).toMatchObject([{ side: 'sell', price: '45.5' }]));
  });

  test('an order that is good till a time ends at it', async () => {
    const expireTime = new SystemClock().now() - 60_000;
    const order = anIntent({ limitPrice: decimal('44'), timeInForce: 'GTD', expireTime });
    await trader.placeOrder(order);
    simulator.setQuote('BHP/AUD', { volume: 1 });
    await vi.waitFor(() => expect(lastOf(order.clientOrderId)).toMatchObject({ life: 'canceled' }));
  });

  test('cancel all of one client leaves others alone; of the account it ends everything', async () => {
    const other = rig.make({ clientId: 8 });
    await other.connect();
    await trader.placeOrder(anIntent({ limitPrice: decimal('44') }));
    await other.placeOrder(anIntent({ limitPrice: decimal('43') }));
    const working = (): number =>
      simulator.orders.all.filter((order) => order.status === 'Submitted').length;
    await trader.cancelAllOrders({ scope: 'own' });
    await vi.waitFor(() => expect(working()).toBe(1));
    await trader.cancelAllOrders({ scope: 'all' });
    await vi.waitFor(() => expect(working()).toBe(0));
    await other.close();
  });

  test('a contract without market orders refuses one before it leaves and names what it takes', async () => {
    simulator.setQuote('PNY/AUD', { bid: 0.066, ask: 0.067, bidSize: 9_000, askSize: 9_000 });
    const market = { symbol: 'PNY/AUD', type: 'market', limitPrice: null } as const;
    expect(await failureOf(trader.placeOrder(anIntent(market)))).toMatchObject({
      code: 'VENUE_NOT_SUPPORTED',
      outcome: 'not-sent',
      hint: expect.stringContaining('limit'),
    });
    await trader.placeOrder(anIntent({ symbol: 'PNY/AUD', limitPrice: decimal('0.067') }));
    await vi.waitFor(() => expect(fills).toMatchObject([{ price: '0.067' }]));
    expect(rig.placed()).toHaveLength(1);
  });
});

test('on a live account an entry on delayed quotes stays here, an exit goes out', async () => {
  const rig = await startRig({ accountId: 'U0000001', marketData: 'delayed' });
  await rig.trader.subscribe({ stream: 'quote', symbol: 'BHP/AUD' });
  await vi.waitFor(async () =>
    expect(await rig.trader.fetchQuote('BHP/AUD')).toMatchObject({ delayed: true }),
  );
  expect(await failureOf(rig.trader.placeOrder(anIntent()))).toMatchObject({
    code: 'VENUE_PERMISSION',
    outcome: 'not-sent',
    hint: expect.stringContaining('IB_TRADE_ON_DELAYED'),
  });
  const exit = anIntent({ purpose: 'exit', limitPrice: decimal('44') });
  expect(await rig.trader.placeOrder(exit)).toMatchObject({ life: 'working' });
  await rig.stop();
});
