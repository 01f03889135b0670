/** CcxtTrader through the real ccxt class of an Australian venue that keeps no client ids and states no steps. */
import { SystemClock, decimal, type Fill } from '@tradewright/core';
import { describe, expect, test, vi } from 'vitest';
import { fakeFaults } from '../testing/fake-faults.ts';
import { FakeIndependentReserve } from '../testing/fake-independent-reserve.ts';
import { aCoinIntent, aDurableMap } from '../testing/gemini-rig.ts';
import { CcxtTrader } from './ccxt-trader.ts';

const keys = { apiKey: 'key', secret: 'not-a-secret' };

async function aRig() {
  const fake = await FakeIndependentReserve.start(keys);
  fake.market.deposit('AUD', '100000');
  fake.market.setBook('btcaud', { bids: [['89990', '1']], asks: [['90010', '1']] });
  let nonce = 0;
  const trader = new CcxtTrader({
    id: 'independentreserve',
    // ccxt's own nonce is the second, which fits its own pace of one call a second.
    config: { ...keys, rateLimit: 1, nonce: () => (nonce += 1) },
    sandbox: false,
    url: fake.url,
    clock: new SystemClock(),
    state: aDurableMap(),
    isOwn: (id) => id.startsWith('TW-'),
    symbols: ['BTC/AUD'],
    pollMs: 20,
  });
  await trader.connect();
  const stop = async (): Promise<void> => {
    await trader.close();
    await fake.stop();
  };
  return { fake, trader, [Symbol.asyncDispose]: stop };
}

const anIntent = (parts: Parameters<typeof aCoinIntent>[0] = {}) =>
  aCoinIntent({
    symbol: 'BTC/AUD',
    limitPrice: decimal('88000'),
    quantity: decimal('0.5'),
    ...parts,
  });

describe('Independent Reserve', () => {
  test('quotes, terms and balances are in AUD; the steps are those of the quirk table', async () => {
    await using rig = await aRig();
    expect(await rig.trader.fetchQuote('BTC/AUD')).toMatchObject({ bid: 89990, ask: 90010 });
    expect((await rig.trader.fetchOrderBook('BTC/AUD', 5)).asks).toEqual([[90010, 1]]);
    expect(await rig.trader.loadInstrument('BTC/AUD')).toMatchObject({
      currency: 'AUD',
      lot: '0.00000001',
      tickLadder: [{ increment: '0.01' }],
      minimumQuantity: '0.0001',
    });
    expect(await rig.trader.fetchAccount()).toMatchObject({ cash: { AUD: '100000' } });
  });

  test('an order rests, fills in parts, and each execution is told once; its fee is not known', async () => {
    await using rig = await aRig();
    const fills: Fill[] = [];
    rig.trader.on('fill', (fill) => fills.push(fill));
    expect(await rig.trader.placeOrder(anIntent())).toMatchObject({ life: 'working', filled: '0' });
    rig.fake.market.setBook('btcaud', { bids: [], asks: [['87990', '0.2']] });
    rig.fake.market.setBook('btcaud', { bids: [], asks: [['87990', '9']] });
    await vi.waitFor(() => expect(fills).toHaveLength(2), { timeout: 10_000 });
    expect(fills.map(({ quantity, price, commission }) => [quantity, price, commission])).toEqual([
      ['0.2', '88000', null],
      ['0.3', '88000', null],
    ]);
    expect(fills[0]).toMatchObject({ clientOrderId: 'TW-s-1', currency: 'AUD' });
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'filled' } });
  });

  test('an order is canceled by its client id, and is then not open', async () => {
    await using rig = await aRig();
    await rig.trader.placeOrder(anIntent());
    expect(await rig.trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      items: [{ clientOrderId: 'TW-s-1', life: 'working' }],
    });
    await rig.trader.cancelOrder('TW-s-1');
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'canceled' } });
    expect(await rig.trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({ items: [] });
  });

  test('a lost answer is unknown, is sent once, and nobody claims that the order is absent', async () => {
    await using rig = await aRig();
    rig.fake.fail('PlaceLimitOrder', fakeFaults.dropAfter);
    await expect(rig.trader.placeOrder(anIntent())).rejects.toMatchObject({ outcome: 'unknown' });
    await expect(rig.trader.fetchOrder('TW-s-1')).rejects.toMatchObject({
      code: 'VENUE_NOT_SUPPORTED',
    });
    expect(rig.fake.market.orders).toHaveLength(1);
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({
      items: [{ foreign: true, quantity: '0.5' }],
    });
  });

  test('a no that ccxt cannot tell from an outage leaves the outcome unknown', async () => {
    await using rig = await aRig();
    const large = anIntent({ quantity: decimal('50') });
    await expect(rig.trader.placeOrder(large)).rejects.toMatchObject({ outcome: 'unknown' });
  });

  test.each([
    ['a market order', { type: 'market' as const, limitPrice: null }],
    ['IOC', { timeInForce: 'IOC' as const }],
    ['post-only', { postOnly: true }],
    ['a price off the steps', { limitPrice: decimal('88000.001') }],
  ])('%s is stopped before anything is sent', async (_, parts) => {
    await using rig = await aRig();
    const placed = rig.trader.placeOrder(anIntent(parts));
    await expect(placed).rejects.toMatchObject({ outcome: 'not-sent' });
    expect(rig.fake.requests).not.toContain('PlaceLimitOrder');
  });
});
