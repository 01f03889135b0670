/** Orders that other systems have lost or doubled, on the wire of the real ccxt class. @module */
import { decimal, type Fill } from '@tradewright/core';
import { describe, expect, test, vi } from 'vitest';
import { fakeFaults } from '../testing/fake-faults.ts';
import { aCoinIntent, aDurableMap, aGeminiRig, type GeminiRig } from '../testing/gemini-rig.ts';

const questions = ['/v1/orders', '/v1/orders/history', '/v1/mytrades', '/v1/order/status'];

/** Nothing that is asked gets an answer until the fake is healed. */
function outage({ fake }: GeminiRig): void {
  for (const path of questions)
    for (let time = 0; time < 200; time += 1) fake.fail(path, fakeFaults.dropBefore);
}

describe('hummingbot 8457: six accepted orders were dropped after an outage of the network', () => {
  const ids = [1, 2, 3, 4, 5, 6].map((number) => `TW-s-${number}`);
  const part = decimal('0.1');

  test('an outage is no evidence: all six stay unknown, are found, and their fills are told', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    const fills: Fill[] = [];
    rig.trader.on('fill', (fill) => fills.push(fill));
    for (const clientOrderId of ids) {
      rig.fake.fail('/v1/order/new', fakeFaults.dropAfter);
      const placed = rig.trader.placeOrder(aCoinIntent({ clientOrderId, quantity: part }));
      await expect(placed).rejects.toMatchObject({ outcome: 'unknown' });
    }
    outage(rig);
    for (const id of ids)
      await expect(rig.trader.fetchOrder(id)).rejects.toMatchObject({ code: 'VENUE_UNAVAILABLE' });
    expect(await rig.trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      kind: 'incomplete',
      partial: [],
    });
    // They trade while nobody can see it.
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '0.3']] });
    rig.fake.heal();
    const found = await Promise.all(ids.map((id) => rig.trader.fetchOrder(id)));
    expect(found.map(({ kind }) => kind)).toEqual(Array(6).fill('found'));
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '9']] });
    await vi.waitFor(() => expect(fills).toHaveLength(6), { timeout: 10_000 });
    expect(new Set(fills.map(({ clientOrderId }) => clientOrderId))).toEqual(new Set(ids));
    expect(rig.fake.market.orders).toHaveLength(6);
  });
});

describe('catalyst 315 and 317: after a timeout the order was sent again and traded twice', () => {
  test('a timeout is sent once, and the same intent never leaves again, in the next process too', async () => {
    const state = aDurableMap();
    await using rig = await aGeminiRig({ state, timeoutMs: 150 });
    rig.fake.fail('/v1/order/new', { kind: 'late', delayMs: 600 });
    const market = aCoinIntent({ type: 'market', limitPrice: null });
    await expect(rig.trader.placeOrder(market)).rejects.toMatchObject({ outcome: 'unknown' });
    const again = { code: 'ORDER_DUPLICATE_ID', outcome: 'not-sent' };
    await expect(rig.trader.placeOrder(market)).rejects.toMatchObject(again);
    await rig.trader.close();
    await using heir = await aGeminiRig({ state, restUrl: rig.fake.url, streaming: false });
    await expect(heir.trader.placeOrder(market)).rejects.toMatchObject(again);
    expect(await heir.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'filled' } });
    expect(rig.fake.requests.filter((path) => path === '/v1/order/new')).toHaveLength(1);
    expect(rig.fake.market.balances()).toMatchObject([{}, { currency: 'BTC' }]);
    expect(rig.fake.market.balances()[1]?.amount.toString()).toBe('5.5');
  });
});
