/** Every error code from 0 to 12000 in every state of an order, over the wire. @module */
import { decimal, type OrderIntent, type OrderReport } from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { provesRefusal } from './connection/ib-codes.ts';
import { anIntent, failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';

/** 100 asks for silence and is tested where the pace is. */
const codes = Array.from({ length: 12_001 }, (_, code) => code).filter((code) => code !== 100);
const harmless = codes.filter((code) => !provesRefusal(code));
const ended = new Set(['filled', 'canceled', 'expired', 'refused']);

describe('no error code ends an order that may live', { timeout: 30_000 }, () => {
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

  /** Says every code about the last order, and waits until the client has heard all of it. */
  const sayAll = async (list: readonly number[]): Promise<void> => {
    const id = rig.placed().at(-1)?.[1] ?? '0';
    for (const code of list) rig.simulator.notice(code, `code ${code}`, id);
    await trader.manager.roundTrip();
  };
  const lives = (): string[] =>
    reports.map((report) => report.life).filter((life) => ended.has(life));
  const resting = (parts: Partial<OrderIntent> = {}): OrderIntent =>
    anIntent({ limitPrice: decimal('44'), ...parts });

  test.each([
    ['working', resting()],
    ['staged', resting({ transmit: false })],
    [
      'suspended until a stop is reached',
      resting({ type: 'stop', limitPrice: null, stopPrice: decimal('47') }),
    ],
  ])('an order that is %s stays it under all of them', async (_state, order) => {
    const { life } = await trader.placeOrder(order);
    await sayAll(codes);
    expect(lives()).toEqual([]);
    const answer = await trader.fetchOpenOrders({ scope: 'own' });
    expect(answer).toMatchObject({
      kind: 'complete',
      items: [{ clientOrderId: order.clientOrderId, life }],
    });
  });

  test('a partly filled order keeps its fills and its life', async () => {
    rig.simulator.setQuote('BHP/AUD', { askSize: 40 });
    const order = anIntent();
    await trader.placeOrder(order);
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ filled: '40' }));
    await sayAll(codes);
    expect(lives()).toEqual([]);
    expect(reports.at(-1)).toMatchObject({ filled: '40', life: 'working' });
  });

  test('a new order that was not acknowledged stays unknown under every code outside the closed list', async () => {
    rig.simulator.faults.ignore = new Set([3]);
    const failure = failureOf(trader.placeOrder(resting()));
    await vi.waitFor(() => expect(rig.placed()).toHaveLength(1));
    await sayAll(harmless);
    expect(await failure).toMatchObject({ outcome: 'unknown' });
    expect(lives()).toEqual([]);
  });

  test.each(codes.filter(provesRefusal))('code %i refuses a new order', async (code) => {
    rig.simulator.faults.refuse = { code, text: 'no' };
    expect(await failureOf(trader.placeOrder(resting()))).toMatchObject({ outcome: 'refused' });
  });

  test('a refused change leaves the order as it stood', async () => {
    const order = resting();
    await trader.placeOrder(order);
    for (const code of [104, 105, ...codes.filter(provesRefusal)]) {
      rig.simulator.faults.ignore = new Set([3]);
      const change = { quantity: null, limitPrice: decimal('44.5'), stopPrice: null };
      const failure = failureOf(trader.modifyOrder(order.clientOrderId, change));
      await trader.manager.roundTrip();
      await sayAll([code]);
      expect(await failure).toMatchObject({ outcome: 'refused' });
    }
    expect(lives()).toEqual([]);
    expect(await trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      items: [{ life: 'working', limitPrice: '44' }],
    });
  });

  test('an ended order stays ended, and its fills stay', async () => {
    const order = anIntent();
    await trader.placeOrder(order);
    await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ life: 'filled' }));
    await sayAll(codes);
    expect(await trader.fetchOrder(order.clientOrderId)).toMatchObject({
      item: { life: 'filled', filled: '100' },
    });
  });
});
