/** An answer without end ends the question at any ccxt venue, not the process. */
import { SystemClock, decimal } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { FakeBtcMarkets } from '../testing/fake-btc-markets.ts';
import type { FakeFault } from '../testing/fake-faults.ts';
import { aCoinIntent, aDurableMap } from '../testing/gemini-rig.ts';
import { longestAnswer } from '../ccxt/http-sender.ts';
import { CcxtTrader } from './ccxt-trader.ts';
import { createCcxtExchange } from './create-ccxt-exchange.ts';

const keys = { apiKey: 'key', secret: Buffer.from('secret').toString('base64') };
const endless: FakeFault = {
  kind: 'answer',
  status: 200,
  body: `[${' '.repeat(longestAnswer)}]`,
  done: true,
};

async function aRig() {
  const fake = await FakeBtcMarkets.start(keys);
  fake.market.deposit('AUD', '100000');
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
    pollMs: 60_000,
  });
  await trader.connect();
  const stop = async (): Promise<void> => {
    await trader.close();
    await fake.stop();
  };
  return { fake, trader, [Symbol.asyncDispose]: stop };
}

const intent = aCoinIntent({
  symbol: 'BTC/AUD',
  limitPrice: decimal('88000'),
  quantity: decimal('0.5'),
});

describe('an answer longer than any venue gives', () => {
  test('to an order leaves its outcome unknown; the order is found, and was sent once', async () => {
    await using rig = await aRig();
    rig.fake.fail('POST /v3/orders', endless);
    await expect(rig.trader.placeOrder(intent)).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'working' } });
    expect(rig.fake.market.orders).toHaveLength(1);
  });

  test('to a list makes it incomplete', async () => {
    await using rig = await aRig();
    rig.fake.fail('GET /v3/orders', endless);
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({
      kind: 'incomplete',
      reason: 'bad-answer',
      partial: [],
    });
  });

  test('to a question is a bad answer', async () => {
    await using rig = await aRig();
    rig.fake.fail('GET /v3/markets/BTC-AUD/ticker', endless);
    await expect(rig.trader.fetchQuote('BTC/AUD')).rejects.toMatchObject({
      code: 'VENUE_BAD_ANSWER',
      message: `The venue answered with more than ${longestAnswer} bytes.`,
    });
  });
});

test.each([
  [{}, 'function'],
  [{ httpsProxy: 'http://127.0.0.1:1' }, 'undefined'],
  [{ fetchImplementation: 'own' }, 'string'],
] as const)('with %o the sender is %s', async (config, kind) => {
  const exchange = await createCcxtExchange({ id: 'btcmarkets', config, sandbox: false });
  const { fetchImplementation } = exchange as unknown as { fetchImplementation: unknown };
  expect(typeof fetchImplementation).toBe(kind);
});
