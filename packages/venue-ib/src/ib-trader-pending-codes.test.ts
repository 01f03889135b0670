/** Every error code from 0 to 12000 while a command is under way, and after an order has ended or lost its link. @module */
import { decimal, type OrderIntent, type OrderReport } from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { provesRefusal } from './connection/ib-codes.ts';
import { anIntent, failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';
import { encodeFrame } from './testing/wire-frame.ts';

/** 100 asks for silence and is tested where the pace is. */
const codes = Array.from({ length: 12_001 }, (_, code) => code).filter((code) => code !== 100);
/** Codes with which IB answers a cancel: 202 says yes, the others no. */
const cancelAnswers = [202, 135, 161, 10147, 10148];
const ended = new Set(['filled', 'canceled', 'expired', 'refused']);

describe('no error code ends an order whose command is under way', { timeout: 60_000 }, () => {
  let rig: IBTraderRig;
  let trader: IBTraderRig['trader'];
  const reports: OrderReport[] = [];

  beforeEach(async () => {
    rig = await startRig();
    ({ trader } = rig);
    reports.length = 0;
    trader.on('order', (report) => reports.push(report));
  });

  afterEach(() => rig.stop());

  const sayAll = async (list: readonly number[]): Promise<void> => {
    const id = rig.placed().at(-1)?.[1] ?? '0';
    for (const code of list) rig.simulator.notice(code, `code ${code}`, id);
    await trader.manager.roundTrip();
  };
  const lives = (): string[] =>
    reports.map((report) => report.life).filter((life) => ended.has(life));
  const resting = (parts: Partial<OrderIntent> = {}): OrderIntent =>
    anIntent({ limitPrice: decimal('44'), ...parts });
  const standsWorking = async (order: OrderIntent): Promise<void> => {
    expect(lives()).toEqual([]);
    expect(await trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      kind: 'complete',
      items: [{ clientOrderId: order.clientOrderId, life: 'working', limitPrice: '44' }],
    });
  };

  test('a cancel that was not answered stays unknown under every code that is no answer to it', async () => {
    const order = resting();
    await trader.placeOrder(order);
    rig.simulator.faults.ignore = new Set([4]);
    const failure = failureOf(trader.cancelOrder(order.clientOrderId));
    await vi.waitFor(() => expect(rig.asked('4')).toHaveLength(1));
    await sayAll(codes.filter((code) => !cancelAnswers.includes(code)));
    expect(await failure).toMatchObject({ outcome: 'unknown' });
    await standsWorking(order);
  });

  test.each(cancelAnswers)(
    'code %i answers a cancel, and leaves the life to the status',
    async (code) => {
      const order = resting();
      await trader.placeOrder(order);
      rig.simulator.faults.ignore = new Set([4]);
      const end = trader.cancelOrder(order.clientOrderId).then(
        () => 'done',
        (error: { readonly outcome?: string }) => error.outcome,
      );
      await vi.waitFor(() => expect(rig.asked('4')).toHaveLength(1));
      await sayAll([code]);
      expect(await end).toBe(code === 202 ? 'done' : 'refused');
      await standsWorking(order);
    },
  );

  test('a change that was not answered stays unknown under every code that refuses none', async () => {
    const order = resting();
    await trader.placeOrder(order);
    rig.simulator.faults.ignore = new Set([3]);
    const change = { quantity: null, limitPrice: decimal('44.5'), stopPrice: null };
    const failure = failureOf(trader.modifyOrder(order.clientOrderId, change));
    await vi.waitFor(() => expect(rig.placed()).toHaveLength(2));
    await sayAll(codes.filter((code) => !provesRefusal(code) && code !== 104 && code !== 105));
    expect(await failure).toMatchObject({ outcome: 'unknown' });
    await standsWorking(order);
  });

  test('an order that went unknown with its link is decided by no code, but by the lists', async () => {
    const order = resting();
    rig.simulator.faults.silent = new Set([3]);
    const failure = failureOf(trader.placeOrder(order));
    await vi.waitFor(() => expect(rig.placed()).toHaveLength(1));
    rig.simulator.dropConnections();
    expect(await failure).toMatchObject({ outcome: 'unknown' });
    rig.simulator.faults.silent = new Set();
    await trader.maybeReconnect();
    await sayAll(codes);
    await standsWorking(order);
  });

  test('an order that IB calls Inactive is suspended and stays it', async () => {
    const order = resting();
    const { venueOrderId } = await trader.placeOrder(order);
    const id = rig.placed()[0]?.[1] ?? '';
    rig.simulator.raw(
      encodeFrame([3, id, 'Inactive', 0, 100, 0, venueOrderId ?? '', 0, 0, 1, '', 0]),
    );
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ life: 'suspended' }));
    // After 1101 and 1102 the lists are asked for, and say that it works.
    await sayAll(codes.filter((code) => code !== 1101 && code !== 1102));
    expect(lives()).toEqual([]);
    expect(reports.at(-1)).toMatchObject({ life: 'suspended' });
  });

  test('a canceled order stays canceled', async () => {
    const order = resting();
    await trader.placeOrder(order);
    await trader.cancelOrder(order.clientOrderId);
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ life: 'canceled' }));
    const before = reports.length;
    await sayAll(codes);
    expect(reports.length).toBe(before);
    expect(await trader.fetchOrder(order.clientOrderId)).toMatchObject({
      item: { life: 'canceled', filled: '0' },
    });
  });
});
