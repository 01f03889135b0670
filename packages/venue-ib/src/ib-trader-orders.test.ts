/** IBTrader over a real socket against the simulator. @module */
import {
  decimal,
  SeededRandom,
  SystemClock,
  type TradewrightError,
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

describe('IBTrader, orders', () => {
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
});
