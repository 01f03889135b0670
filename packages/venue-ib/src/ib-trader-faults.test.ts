/** IBTrader over a real socket against the simulator. @module */
import { decimal, SystemClock, type Fill } from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anIntent, failureOf, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';
import { MemoryMap } from './testing/memory-map.ts';

const clock = new SystemClock();

describe('IBTrader, faults', () => {
  let rig: IBTraderRig;
  let simulator: IBTraderRig['simulator'];
  let trader: IBTraderRig['trader'];
  let make: IBTraderRig['make'];
  let placed: IBTraderRig['placed'];

  beforeEach(async () => {
    rig = await startRig();
    ({ simulator, trader, make, placed } = rig);
  });

  afterEach(() => rig.stop());

  test('the same client order id is never sent twice, also not after a restart', async () => {
    const order = anIntent({ limitPrice: decimal('44') });
    await trader.placeOrder(order);
    expect(await failureOf(trader.placeOrder(order))).toMatchObject({
      code: 'ORDER_DUPLICATE_ID',
      outcome: 'not-sent',
    });
    await trader.close();
    trader = make();
    simulator.faults.nextValidId = 1;
    await trader.connect();
    expect(await failureOf(trader.placeOrder(order))).toMatchObject({ code: 'ORDER_DUPLICATE_ID' });
    await trader.placeOrder(anIntent({ limitPrice: decimal('44') }));
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
      expect(await failureOf(trader.placeOrder(anIntent(parts)))).toMatchObject({
        outcome: 'not-sent',
      });
    }
    expect(placed()).toEqual([]);
  });

  test('a swallowed order is unknown, and a look-up finds the truth', async () => {
    simulator.faults.ignore = new Set([3]);
    const order = anIntent();
    expect(await failureOf(trader.placeOrder(order))).toMatchObject({
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
    expect(await failureOf(trader.placeOrder(anIntent()))).toMatchObject({
      outcome: 'not-sent',
      hint: expect.stringContaining('Read-Only'),
    });
    expect(placed()).toEqual([]);
  });

  test('after a cut the same client id returns, streams resume, and no old order leaves', async () => {
    const bids: (number | null)[] = [];
    trader.on('quote', (quote) => bids.push(quote.bid));
    await trader.subscribe({ stream: 'quote', symbol: 'BHP/AUD' });
    const resting = anIntent({ limitPrice: decimal('44') });
    await trader.placeOrder(resting);
    simulator.dropConnections();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('down'));
    expect(await failureOf(trader.placeOrder(anIntent()))).toMatchObject({ outcome: 'not-sent' });
    await vi.waitFor(() => expect(trader.connection().socket).toBe('up'), 3_000);
    simulator.setQuote('BHP/AUD', { bid: 45.09 });
    await vi.waitFor(() => expect(bids).toContain(45.09));
    expect(placed()).toHaveLength(1);
    await trader.cancelOrder(resting.clientOrderId);
  });

  test('a fill that happens while the link is down arrives once, after the return', async () => {
    const fills: Fill[] = [];
    trader.on('fill', (fill) => fills.push(fill));
    const resting = anIntent({ limitPrice: decimal('44') });
    await trader.placeOrder(resting);
    simulator.dropConnections();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('down'));
    simulator.setQuote('BHP/AUD', { bid: 43.9, ask: 44, askSize: 500 });
    await vi.waitFor(() => expect(fills).toHaveLength(1), 3_000);
    await trader.fetchFills({ since: clock.now() - 1_000 });
    expect(fills).toHaveLength(1);
  });

  test('while TWS has lost IB no entry leaves but a cancel does', async () => {
    const resting = anIntent({ limitPrice: decimal('44') });
    await trader.placeOrder(resting);
    simulator.notice(1100, 'Connectivity between IB and TWS has been lost.');
    await vi.waitFor(() => expect(trader.connection().broker).toBe('down'));
    expect(await failureOf(trader.placeOrder(anIntent()))).toMatchObject({ outcome: 'not-sent' });
    await trader.cancelOrder(resting.clientOrderId);
    simulator.notice(1102, 'Connectivity has been restored - data maintained.');
    await vi.waitFor(() => expect(trader.connection().broker).toBe('up'));
  });

  test('a corrected execution comes as a higher revision of the same fill', async () => {
    const fills: Fill[] = [];
    trader.on('fill', (fill) => fills.push(fill));
    await trader.placeOrder(anIntent());
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    const [execution] = simulator.orders.executions;
    if (execution !== undefined) simulator.orders.correct(execution, '45.1');
    await vi.waitFor(() => expect(fills).toHaveLength(2));
    expect(fills[1]).toMatchObject({ fillId: fills[0]?.fillId, revision: 2, price: '45.1' });
  });

  test.each(['{"broken', 'plain text', '{"a":"\\u0022"}', ''])(
    'a rejection with the reject field %j is told as a refusal',
    async (field) => {
      simulator.faults.advancedReject = field;
      simulator.faults.refuse = { code: 201, text: 'Order rejected - reason: test' };
      expect(await failureOf(trader.placeOrder(anIntent()))).toMatchObject({
        code: 'ORDER_REFUSED',
        outcome: 'refused',
        facts: { ibCode: 201 },
      });
      expect(await trader.fetchQuote('BHP/AUD')).toMatchObject({ bid: 45.1 });
    },
  );

  test.each([399, 404, 2109, 10349, 505])('code %i on a new order ends nothing', async (code) => {
    simulator.faults.refuse = { code, text: 'a notice' };
    expect(await failureOf(trader.placeOrder(anIntent()))).toMatchObject({ outcome: 'unknown' });
  });

  test('a silent peer is found by its missing heartbeat, and the session returns', async () => {
    await trader.close();
    trader = make({ heartbeatMs: 60, heartbeatDeadlineMs: 60 });
    await trader.connect();
    const { epoch } = trader.connection();
    simulator.faults.ignore = new Set([49]);
    await vi.waitFor(() => expect(trader.connection().epoch).toBeGreaterThan(epoch), 3_000);
    simulator.faults.ignore = new Set();
    await vi.waitFor(() => expect(trader.connection().socket).toBe('up'), 3_000);
  });

  test('a withheld commission leaves the fill pending, never free', async () => {
    simulator.faults.withholdCommissions = true;
    await trader.placeOrder(anIntent());
    expect(await trader.fetchFills({ since: clock.now() - 1_000 })).toMatchObject({
      items: [{ quantity: '100', commission: null }],
    });
  });

  test('frames of mad length drop the connection and nothing else', async () => {
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
    const foreign = anIntent({ limitPrice: decimal('44') });
    await other.placeOrder(foreign);
    const all = await trader.fetchOpenOrders({ scope: 'all' });
    expect(all).toMatchObject({
      kind: 'complete',
      items: [{ foreign: true, clientOrderId: null }],
    });
    await other.close();
  });
});
