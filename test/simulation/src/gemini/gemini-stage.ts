/** The fake Gemini as a stage: the real ccxt class is in the loop, and faults lie on its wire. @module */
import type { DurableMap } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';
import { loadCcxtVenue } from '@tradewright/venue-ccxt';
import { FakeVenue } from '@tradewright/venue-ccxt/testing';
import type { RaiseStage } from '../stage.ts';
import { GeminiLink, geminiKeys } from './gemini-link.ts';
import { GeminiTruth } from './gemini-truth.ts';

const pair = {
  quote: 'USD',
  step: '0.0001',
  tick: '0.01',
  minimum: '0.001',
  status: 'open',
} as const;

/** Two coins in USD, both of which no one can sell short; one symbol is shared by two strategies. */
export async function loadGeminiStage(): Promise<RaiseStage> {
  // Modules come in real time; a seed must not wait for them.
  await loadCcxtVenue('gemini');
  return ({ clock }) => {
    const venue = new FakeVenue({
      ...geminiKeys,
      clock,
      pairs: new Map([
        ['btcusd', { ...pair, base: 'BTC' }],
        ['ethusd', { ...pair, base: 'ETH' }],
      ]),
    });
    venue.market.deposit('USD', '100000');
    const state = durable();
    const coin = (base: string) =>
      anInstrument({ symbol: `${base}/USD`, base, currency: 'USD', canShort: false });
    return {
      accountId: 'primary',
      currency: 'USD',
      venue: new GeminiTruth(venue.market, () => clock.now()),
      instruments: [coin('BTC'), coin('ETH')],
      walks: [
        { symbol: 'BTC/USD', start: 50, reach: 8 },
        { symbol: 'ETH/USD', start: 120, reach: 25 },
      ],
      desks: [
        ['alpha', ['BTC/USD']],
        ['beta', ['BTC/USD', 'ETH/USD']],
      ],
      feeBasisPoints: '40',
      connect: (host) => new GeminiLink(host, venue, state),
    };
  };
}

/** What the adapter keeps on disk: it outlives every process. */
function durable(): DurableMap {
  const map = new Map<string, string>();
  return {
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    delete: (key) => void map.delete(key),
    entries: () => [...map],
  };
}
