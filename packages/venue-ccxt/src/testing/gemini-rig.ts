/** A GeminiTrader connected to a fake Gemini. @module */
import { SystemClock, decimal, type DurableMap, type OrderIntent } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { GeminiTrader } from '../gemini/gemini-trader.ts';
import type { GeminiTraderOptions } from '../gemini/gemini-trader-options.ts';
import { FakeGemini } from './fake-gemini.ts';

/** Both ends of a loopback account with 100,000 USD and 5 BTC, and a book around 50,000. */
export type GeminiRig = AsyncDisposable & {
  readonly fake: FakeGemini;
  readonly trader: GeminiTrader;
};

/** A durable map that lives as long as its process. */
export function aDurableMap(): DurableMap {
  const map = new Map<string, string>();
  return {
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    delete: (key) => void map.delete(key),
    entries: () => [...map],
  };
}

/** Starts both ends; disposing stops both. */
export async function aGeminiRig(parts: Partial<GeminiTraderOptions> = {}): Promise<GeminiRig> {
  const keys = { apiKey: 'account-test', apiSecret: 'not-a-secret' };
  const fake = await FakeGemini.start(keys);
  fake.market.deposit('USD', '100000');
  fake.market.deposit('BTC', '5');
  fake.market.setBook('btcusd', {
    bids: [
      ['49990', '1'],
      ['49900', '2'],
    ],
    asks: [
      ['50010', '1'],
      ['50100', '2'],
    ],
  });
  for (const minute of [2, 1, 0]) {
    const time = (Math.floor(new SystemClock().now() / 60_000) - minute) * 60_000;
    const price = 50_000 - minute;
    const bar = { time, open: price, high: price, low: price, close: price, volume: 1 };
    fake.market.candles.add('btcusd', bar);
  }
  const trader = new GeminiTrader({
    ...keys,
    sandbox: false,
    simulated: true,
    restUrl: fake.url,
    ...(parts.streaming === false ? {} : { wsUrl: fake.wsUrl }),
    clock: new SystemClock(),
    state: aDurableMap(),
    isOwn: (id) => id.startsWith('TW-'),
    symbols: ['BTC/USD'],
    requestIntervalMs: 0,
    timeoutMs: 2_000,
    pollMs: 20,
    ...parts,
  });
  await trader.connect();
  const stop = async (): Promise<void> => {
    await trader.close();
    await fake.stop();
  };
  return { fake, trader, [Symbol.asyncDispose]: stop };
}

/** A GTC limit buy of 0.5 BTC at 49,000, which rests. */
export function aCoinIntent(parts: Partial<OrderIntent> = {}): OrderIntent {
  return anOrderIntent({
    clientOrderId: 'TW-s-1',
    symbol: 'BTC/USD',
    quantity: decimal('0.5'),
    limitPrice: decimal('49000'),
    timeInForce: 'GTC',
    ...parts,
  });
}
