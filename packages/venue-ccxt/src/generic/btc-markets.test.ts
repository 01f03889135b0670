/** CcxtTrader through the real ccxt class of an Australian venue, in AUD. */
import { SystemClock, decimal, type Fill } from '@tradewright/core';
import { describe, expect, test, vi } from 'vitest';
import { FakeBtcMarkets } from '../testing/fake-btc-markets.ts';
import { aCoinIntent, aDurableMap } from '../testing/gemini-rig.ts';
import { CcxtTrader } from './ccxt-trader.ts';

const keys = { apiKey: 'key', secret: Buffer.from('secret').toString('base64') };

async function aRig() {
  const fake = await FakeBtcMarkets.start(keys);
  fake.market.deposit('AUD', '100000');
  fake.market.setBook('btcaud', {
    bids: [['89990', '1']],
    asks: [
      ['90010', '1'],
      ['90100', '2'],
    ],
  });
  const trader = new CcxtTrader({
    id: 'btcmarkets',
    config: { ...keys, rateLimit: 1 },
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

describe('BTC Markets', () => {
  test('quotes, terms and balances are in AUD', async () => {
    await using rig = await aRig();
    expect(rig.trader.paper).toBe(true);
    expect(await rig.trader.fetchQuote('BTC/AUD')).toMatchObject({ bid: 89990, ask: 90010 });
    expect(await rig.trader.loadInstrument('BTC/AUD')).toMatchObject({
      currency: 'AUD',
      lot: '0.00000001',
      minimumQuantity: '0.0001',
    });
    expect(await rig.trader.fetchAccount()).toMatchObject({ cash: { AUD: '100000' } });
  });

  test('an order rests, fills with its fee, and is told once', async () => {
    await using rig = await aRig();
    const fills: Fill[] = [];
    rig.trader.on('fill', (fill) => fills.push(fill));
    expect(await rig.trader.placeOrder(anIntent())).toMatchObject({ life: 'working', filled: '0' });
    rig.fake.market.setBook('btcaud', { bids: [], asks: [['87990', '9']] });
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    expect(fills[0]).toMatchObject({
      clientOrderId: 'TW-s-1',
      quantity: '0.5',
      price: '88000',
      currency: 'AUD',
      commission: '88',
      commissionCurrency: 'AUD',
      liquidity: 'maker',
    });
    expect(await rig.trader.fetchClosedOrders({ since: 0 })).toMatchObject({
      items: [{ clientOrderId: 'TW-s-1', life: 'filled' }],
    });
  });

  test('a market order is a capped IOC limit, a post-only order stays one', async () => {
    await using rig = await aRig();
    const market = anIntent({ type: 'market', limitPrice: null, clientOrderId: 'TW-s-2' });
    expect(await rig.trader.placeOrder(market)).toMatchObject({
      life: 'filled',
      averagePrice: null,
    });
    expect(rig.fake.market.orders.at(-1)?.options).toEqual(['immediate-or-cancel']);
    await rig.trader.placeOrder(anIntent({ postOnly: true }));
    expect(rig.fake.market.orders.at(-1)?.options).toEqual(['maker-or-cancel']);
  });

  test('what the venue refuses is refused, and a cancel by client id alone finds its order', async () => {
    await using rig = await aRig();
    const large = rig.trader.placeOrder(
      anIntent({ quantity: decimal('50'), clientOrderId: 'TW-s-5' }),
    );
    await expect(large).rejects.toMatchObject({ code: 'INSUFFICIENT_FUNDS', outcome: 'refused' });
    await rig.trader.placeOrder(anIntent());
    await rig.trader.cancelOrder('TW-s-1');
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'canceled' } });
    expect(await rig.trader.fetchOrder('TW-s-9')).toMatchObject({ kind: 'absent' });
    expect(rig.fake.requests.filter((request) => request === 'POST /v3/orders')).toHaveLength(2);
  });
});
