/** Faults that others reported in public, again on the wire; the numbers are those of the project's list. @module */
import {
  SystemClock,
  decimal,
  fillSchema,
  orderReportSchema,
  type Commission,
  type Fill,
  type OrderReport,
} from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anIntent, failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';

const clock = new SystemClock();

describe('field reports on the wire', () => {
  let rig: IBTraderRig;
  let simulator: IBTraderRig['simulator'];
  let trader: IBTraderRig['trader'];
  const fills: Fill[] = [];
  const commissions: Commission[] = [];
  const reports: OrderReport[] = [];

  const listen = (): void => {
    trader.on('fill', (fill) => fills.push(fill));
    trader.on('commission', (commission) => commissions.push(commission));
    trader.on('order', (report) => reports.push(report));
  };

  beforeEach(async () => {
    rig = await startRig();
    ({ simulator, trader } = rig);
    for (const list of [fills, commissions, reports]) list.length = 0;
    listen();
  });

  afterEach(() => rig.stop());

  const lost = 'Connectivity between IB and TWS has been lost.';
  const restored = 'Connectivity has been restored - data maintained.';

  test('1: a fill during 1100 is heard, and one that was not told is asked for after 1102', async () => {
    const [heard, missed] = [44, 43].map((price) => anIntent({ limitPrice: decimal(`${price}`) }));
    if (heard === undefined || missed === undefined) throw new Error('two orders');
    await trader.placeOrder(heard);
    await trader.placeOrder(missed);
    simulator.notice(1100, lost);
    await vi.waitFor(() => expect(trader.connection().broker).toBe('down'));
    simulator.setQuote('BHP/AUD', { bid: 43.9, ask: 44, askSize: 500 });
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    simulator.faults.silent = new Set([3]);
    simulator.setQuote('BHP/AUD', { bid: 42.9, ask: 43, askSize: 500 });
    simulator.notice(1102, restored);
    await vi.waitFor(() => expect(fills).toHaveLength(2));
    expect(rig.asked('7').length).toBeGreaterThan(1);
  });

  test('2: a commission before its execution belongs to it', async () => {
    simulator.faults.commissionFirst = true;
    await trader.placeOrder(anIntent());
    await vi.waitFor(() => expect(fills).toMatchObject([{ commission: '6' }]));
    expect(commissions).toMatchObject([{ fillId: fills[0]?.fillId, commission: '6' }]);
  });

  test('3: an order that is written into a restart is unknown, and a look-up proves its absence', async () => {
    simulator.faults.ignore = new Set([3]);
    const order = anIntent();
    const failure = failureOf(trader.placeOrder(order));
    await vi.waitFor(() => expect(rig.placed()).toHaveLength(1));
    simulator.dropConnections();
    expect(await failure).toMatchObject({ outcome: 'unknown' });
    simulator.faults.ignore = new Set();
    expect(await trader.maybeReconnect()).toBe(true);
    expect(await trader.fetchOrder(order.clientOrderId)).toMatchObject({ kind: 'absent' });
    expect(rig.placed()).toHaveLength(1);
  });

  test('4: a TWS that stays away is asked for again and again, and found when it is back', async () => {
    simulator.faults.unreachable = true;
    simulator.dropConnections();
    await vi.waitFor(() => expect(trader.connection().epoch).toBeGreaterThan(2), 5_000);
    expect(trader.connection().socket).toBe('down');
    simulator.faults.unreachable = false;
    await vi.waitFor(() => expect(trader.connection().socket).toBe('up'), 8_000);
  }, 15_000);

  test('5: a cancel that IB answers with 10147 ends at once', async () => {
    const order = anIntent({ limitPrice: decimal('44') });
    await trader.placeOrder(order);
    simulator.faults.ignore = new Set([4]);
    const failure = failureOf(trader.cancelOrder(order.clientOrderId));
    await vi.waitFor(() => expect(rig.asked('4')).toHaveLength(1));
    simulator.notice(10_147, 'OrderId 1 that needs to be cancelled is not found.', 1);
    expect(await failure).toMatchObject({ code: 'ORDER_NOT_FOUND' });
    expect(reports.at(-1)).toMatchObject({ life: 'working' });
  });

  test('6: one reference may have several permanent ids, and the change is told', async () => {
    const changes: unknown[] = [];
    trader.on('order-id-change', (change) => changes.push(change));
    const order = anIntent({ limitPrice: decimal('44') });
    const { venueOrderId } = await trader.placeOrder(order);
    const [known] = simulator.orders.all;
    if (known !== undefined) simulator.orders.changePermanentId(known);
    await vi.waitFor(() => expect(changes).toHaveLength(1));
    expect(changes[0]).toMatchObject({ clientOrderId: order.clientOrderId, from: venueOrderId });
    expect(reports.at(-1)?.venueOrderIds).toContain(venueOrderId);
  });

  test('7: a fill is ours by its reference, also for a trader that never saw the order', async () => {
    const order = anIntent({ clientOrderId: 'TW-abc-1-0000', limitPrice: decimal('44') });
    await trader.placeOrder(order);
    await trader.close();
    simulator.setQuote('BHP/AUD', { bid: 43.9, ask: 44, askSize: 500 });
    trader = rig.make({ clientId: 1 });
    listen();
    await trader.connect();
    await vi.waitFor(() => expect(fills).toMatchObject([{ clientOrderId: order.clientOrderId }]));
    await trader.close();
  });

  test('16: the notice 10349 ends no order and makes no second one', async () => {
    const order = anIntent({ limitPrice: decimal('44') });
    await trader.placeOrder(order);
    simulator.notice(10_349, 'Order TIF was set to DAY based on order preset.', 1);
    await trader.manager.roundTrip();
    expect(reports.at(-1)).toMatchObject({ life: 'working' });
    expect(rig.placed()).toHaveLength(1);
  });

  test('17: a link that looks open and says nothing is dropped and made anew', async () => {
    await trader.close();
    trader = rig.make({ heartbeatMs: 50, heartbeatDeadlineMs: 100 });
    await trader.connect();
    simulator.faults.ignore = new Set([49]);
    await vi.waitFor(() => expect(trader.connection().epoch).toBeGreaterThan(1), 4_000);
    simulator.faults.ignore = new Set();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('up'), 8_000);
    await trader.close();
  }, 15_000);

  test('18: what is sent while the link is down has an outcome, and no byte leaves later', async () => {
    simulator.faults.unreachable = true;
    simulator.dropConnections();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('down'));
    expect(await failureOf(trader.placeOrder(anIntent()))).toMatchObject({ outcome: 'not-sent' });
    expect(await failureOf(trader.cancelOrder('order-1'))).toMatchObject({ outcome: 'not-sent' });
    simulator.faults.unreachable = false;
    await vi.waitFor(() => expect(trader.connection().socket).toBe('up'), 8_000);
    await trader.manager.roundTrip();
    expect(rig.placed()).toEqual([]);
  }, 15_000);

  test('news that come twice are told once', async () => {
    simulator.faults.duplicateNews = true;
    await trader.placeOrder(anIntent());
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ life: 'filled' }));
    await trader.manager.roundTrip();
    expect(fills).toHaveLength(1);
    expect(commissions).toHaveLength(1);
    expect(
      new Set(reports.map((report) => JSON.stringify({ ...report, receivedTime: 0 }))).size,
    ).toBe(reports.length);
  });

  test('defect E: EUR/AUD is a pair because IB lists it as one, also where AUD is the base currency', async () => {
    expect(await trader.loadInstrument('EUR/AUD')).toMatchObject({
      assetClass: 'fx',
      base: 'EUR',
      currency: 'AUD',
      exchange: 'IDEALPRO',
      minimumNotional: null,
    });
  });

  test('defect G: fills and reports of this adapter have the shape that every reader shares', async () => {
    const order = anIntent();
    await trader.placeOrder(order);
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ life: 'filled' }));
    const recovered = await trader.fetchFills({ since: clock.now() - 5_000 });
    const all = [...fills, ...(recovered.kind === 'complete' ? recovered.items : [])];
    expect(all).toHaveLength(2);
    for (const fill of all) {
      expect(fillSchema.parse(fill)).toEqual(fill);
      expect(fill).toMatchObject({ clientOrderId: order.clientOrderId, fillId: all[0]?.fillId });
    }
    for (const report of reports) expect(orderReportSchema.parse(report)).toEqual(report);
  });
});
