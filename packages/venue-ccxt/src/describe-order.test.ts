/** An order as it would be sent, before anything is sent. @module */
import { SystemClock, decimal } from '@tradewright/core';
import { expect, test } from 'vitest';
import { CcxtTrader } from './generic/ccxt-trader.ts';
import { FakeBtcMarkets } from './testing/fake-btc-markets.ts';
import { aCoinIntent, aDurableMap, aGeminiRig } from './testing/gemini-rig.ts';

const keys = { apiKey: 'key', secret: Buffer.from('secret').toString('base64') };

test('Gemini: the body of the request, and no order is there afterwards', async () => {
  await using rig = await aGeminiRig();
  const intent = aCoinIntent({ limitPrice: decimal('48000'), quantity: decimal('0.5') });
  expect(await rig.trader.describeOrder(intent)).toEqual({
    client_order_id: intent.clientOrderId,
    symbol: 'btcusd',
    amount: '0.5',
    price: '48000',
    side: 'buy',
    type: 'exchange limit',
    options: [],
  });
  expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({ items: [] });
  await expect(
    rig.trader.describeOrder({ ...intent, limitPrice: decimal('48000.001') }),
  ).rejects.toMatchObject({ code: 'ORDER_INVALID', outcome: 'not-sent' });
});

test('ccxt: the call of createOrder, and no order is there afterwards', async () => {
  const fake = await FakeBtcMarkets.start(keys);
  fake.market.setBook('btcaud', { bids: [['89990', '1']], asks: [['90010', '1']] });
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
  const parts = { symbol: 'BTC/AUD', limitPrice: decimal('88000'), quantity: decimal('0.5') };
  const intent = aCoinIntent({ ...parts, timeInForce: 'IOC' });
  expect(await trader.describeOrder(intent)).toMatchObject({
    symbol: 'BTC/AUD',
    type: 'limit',
    side: 'buy',
    amount: '0.5',
    price: '88000',
    params: { timeInForce: 'IOC' },
  });
  expect(await trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({ items: [] });
  await trader.close();
  await fake.stop();
});
