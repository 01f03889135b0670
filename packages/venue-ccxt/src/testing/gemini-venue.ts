/** Gemini as the conformance suite takes it: the real ccxt class against a fake on loopback. @module */
import { SystemClock } from '@tradewright/core';
import type { ConformanceVenue } from '@tradewright/venue-kit/testing';
import { geminiCapabilities } from '../gemini/gemini-instrument.ts';
import { GeminiTrader } from '../gemini/gemini-trader.ts';
import { fakeKeys, geminiRig } from './gemini-hands.ts';
import { aDurableMap } from './gemini-rig.ts';

/** A spot account in BTC/USD that follows its orders by the stream of the venue. */
export const geminiVenue: ConformanceVenue = {
  name: 'GeminiTrader',
  capabilities: geminiCapabilities({ restUrl: 'http:', wsUrl: 'ws:' }),
  faults: [
    'answer-lost',
    'command-lost',
    'cancel-answer-lost',
    'order-refused',
    'bad-answer',
    'queries-fail',
  ],
  facts: [
    'absence',
    'closed-orders',
    'fill-history',
    'restart',
    'foreign-orders',
    'liquidity',
    'exact-cash',
    'average-price',
    'long-ids',
    'one-sided',
    'bars',
  ],
  start: () => {
    const state = aDurableMap();
    return geminiRig(async (fake) => {
      const trader = new GeminiTrader({
        ...fakeKeys,
        sandbox: false,
        simulated: true,
        restUrl: fake.url,
        wsUrl: fake.wsUrl,
        clock: new SystemClock(),
        state,
        isOwn: (id) => id.startsWith('TW-'),
        symbols: ['BTC/USD'],
        requestIntervalMs: 0,
        timeoutMs: 2_000,
        pollMs: 20,
      });
      await trader.connect();
      return trader;
    });
  },
};
