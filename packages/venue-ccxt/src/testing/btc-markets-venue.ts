/** BTC Markets as the conformance suite takes it: the real ccxt class, in AUD. @module */
import { SystemClock } from '@tradewright/core';
import type { ConformanceVenue } from '@tradewright/venue-kit/testing';
import { ccxtCapabilities } from '../generic/ccxt-capabilities.ts';
import { quirksOf } from '../generic/ccxt-quirks.ts';
import { CcxtTrader } from '../generic/ccxt-trader.ts';
import { FakeBtcMarkets } from './fake-btc-markets.ts';
import { fakeFaults } from './fake-faults.ts';
import { handledRig } from './fake-hands.ts';
import { aDurableMap } from './gemini-rig.ts';

const keys = { apiKey: 'key', secret: Buffer.from('secret').toString('base64') };
const refusal = {
  kind: 'answer',
  status: 400,
  body: '{"code":"InsufficientFund","message":"insufficient funds"}',
} as const;

/** A spot account in BTC/AUD, followed by asking. */
export const btcMarketsVenue: ConformanceVenue = {
  name: 'BTC Markets',
  capabilities: ccxtCapabilities(quirksOf('btcmarkets')),
  faults: ['answer-lost', 'command-lost', 'bad-answer', 'order-refused', 'queries-fail'],
  facts: ['fill-history', 'restart', 'foreign-orders', 'liquidity', 'exact-cash'],
  start: async () => {
    const state = aDurableMap();
    return handledRig({
      fake: await FakeBtcMarkets.start(keys),
      symbol: 'BTC/AUD',
      marketId: 'btcaud',
      questions: ['GET /v3/accounts', 'GET /v3/orders', 'GET /v3/trades'],
      faults: {
        'answer-lost': ['POST /v3/orders', fakeFaults.dropAfter],
        'command-lost': ['POST /v3/orders', fakeFaults.dropBefore],
        'bad-answer': ['POST /v3/orders', fakeFaults.garbage],
        'order-refused': ['POST /v3/orders', refusal],
      },
      open: async (fake) => {
        const trader = new CcxtTrader({
          id: 'btcmarkets',
          config: { ...keys, rateLimit: 1 },
          sandbox: false,
          url: fake.url,
          clock: new SystemClock(),
          state,
          isOwn: (id) => id.startsWith('TW-'),
          symbols: ['BTC/AUD'],
          pollMs: 20,
        });
        await trader.connect();
        return trader;
      },
    });
  },
};
