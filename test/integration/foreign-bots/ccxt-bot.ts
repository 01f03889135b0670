/** A bot of somebody else that trades at Gemini, by our adapter's own words. */
import { SystemClock, decimal } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { GeminiTrader } from '@tradewright/venue-ccxt';
import { FakeGemini } from '@tradewright/venue-ccxt/testing';

const keys = { apiKey: 'account-example', apiSecret: 'example' };
const fake = await FakeGemini.start(keys);
fake.market.deposit('USD', '100000');
fake.market.setBook('btcusd', { bids: [['49990', '1']], asks: [['50010', '1']] });

const nonces = new Map<string, string>();
const trader = new GeminiTrader({
  ...keys,
  sandbox: false,
  simulated: true,
  restUrl: fake.url,
  clock: new SystemClock(),
  state: {
    get: (key) => nonces.get(key),
    set: (key, value) => void nonces.set(key, value),
    delete: (key) => void nonces.delete(key),
    entries: () => [...nonces],
  },
  isOwn: (id) => id.startsWith('TW-'),
  symbols: ['BTC/USD'],
  pollMs: 20,
});
await trader.connect();
const ended = new Promise<void>((resolve) =>
  trader.on('order', ({ symbol, life }) => {
    console.log(symbol, life);
    if (life === 'canceled') resolve();
  }),
);
const terms = { symbol: 'BTC/USD', quantity: decimal('0.5'), limitPrice: decimal('49000') };
await trader.placeOrder(anOrderIntent({ ...terms, clientOrderId: 'TW-1', timeInForce: 'GTC' }));
await trader.cancelOrder('TW-1');
await ended;
await trader.close();
await fake.stop();
