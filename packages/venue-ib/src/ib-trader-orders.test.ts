/** IBTrader over a real socket against the simulator. @module */
import {
  decimal,
  SystemClock,
  type Commission,
  type Fill,
  type OrderReport,
} from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anIntent, failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';

const clock = new SystemClock();

describe('IBTrader, orders', () => {
  let rig: IBTraderRig;
  let simulator: IBTraderRig['simulator'];
  let trader: IBTraderRig['trader'];
  let placed: IBTraderRig['placed'];

  beforeEach(async () => {
    rig = await startRig();
    ({ simulator, trader, placed } = rig);
  });

  afterEach(() => rig.stop());

  test('a limit order fills with exact figures and its commission follows', async () => {
    const fills: Fill[] = [];
    const commissions: Commission[] = [];
    trader.on('fill', (fill) => fills.push(fill));
    trader.on('commission', (commission) => commissions.push(commission));
    const order = anIntent({ tag: 'swing' });
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
    const order = anIntent({ limitPrice: decimal('44') });
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
    expect(await failureOf(trader.cancelOrder(order.clientOrderId))).toMatchObject({
      code: 'ORDER_REFUSED',
      outcome: 'refused',
    });
  });

  test('a staged order is shown as staged and leaves no position', async () => {
    expect(await trader.placeOrder(anIntent({ transmit: false }))).toMatchObject({
      life: 'staged',
      filled: '0',
    });
    expect(placed()[0]?.[27]).toBe('0');
  });

  test('a bracket goes out whole with its last leg', async () => {
    const parent = anIntent({ transmit: false });
    const stop = anIntent({
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
    expect(await trader.previewOrder(anIntent())).toMatchObject({
      commission: '6',
      commissionCurrency: 'AUD',
      initialMargin: '1353.6',
    });
    expect(simulator.orders.all).toEqual([]);
  });
});
