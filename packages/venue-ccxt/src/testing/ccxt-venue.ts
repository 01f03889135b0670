/** A generic ccxt venue as the conformance suite takes it. @module */
import { SystemClock } from '@tradewright/core';
import type { ConformanceVenue } from '@tradewright/venue-kit/testing';
import { NonceLane } from '../ccxt/nonce-lane.ts';
import { createGeminiExchange } from '../gemini/gemini-exchange.ts';
import { ccxtCapabilities } from '../generic/ccxt-capabilities.ts';
import { quirksOf } from '../generic/ccxt-quirks.ts';
import { CcxtTrader } from '../generic/ccxt-trader.ts';
import { fakeKeys, geminiRig } from './gemini-hands.ts';
import { aDurableMap } from './gemini-rig.ts';

/** The same fake through ccxt's unified methods alone, followed by asking. */
export const ccxtVenue: ConformanceVenue = {
  name: 'CcxtTrader',
  capabilities: ccxtCapabilities(quirksOf('gemini')),
  faults: [
    'answer-lost',
    'command-lost',
    'cancel-answer-lost',
    'order-refused',
    'bad-answer',
    'queries-fail',
  ],
  facts: [
    'fill-history',
    'restart',
    'foreign-orders',
    'exact-cash',
    'bars',
    'average-price',
    'long-ids',
  ],
  start: () => {
    const state = aDurableMap();
    const clock = new SystemClock();
    return geminiRig(async (fake) => {
      const trader = new CcxtTrader({
        id: 'gemini',
        config: {},
        sandbox: false,
        simulated: true,
        clock,
        state,
        isOwn: (id) => id.startsWith('TW-'),
        symbols: ['BTC/USD'],
        pollMs: 20,
        createExchange: () =>
          createGeminiExchange({
            ...fakeKeys,
            sandbox: false,
            restUrl: fake.url,
            timeoutMs: 2_000,
            requestIntervalMs: 0,
            clock,
            nonces: new NonceLane(clock, state, 'k'),
          }),
      });
      await trader.connect();
      return trader;
    });
  },
};
