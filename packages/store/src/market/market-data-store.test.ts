import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aQuote } from '@tradewright/core/testing';
import { MarketDataStore } from './market-data-store.ts';

test.for([
  [
    'an ASX share keeps whole sizes and volume',
    aQuote({ symbol: 'BHP/AUD', bidSize: 1250, askSize: 800, volume: 6_843_780 }),
  ],
  [
    'an FX pair has no volume',
    aQuote({ symbol: 'AUD/USD', bid: 0.6225, ask: 0.6226, volume: null }),
  ],
  [
    'a coin keeps its fractions',
    aQuote({ symbol: 'BTC/USD', bid: 7424.9, ask: 7424.91, bidSize: 1.88483821, volume: 0.5 }),
  ],
] as const)('%s', ([, quote]) => {
  const store = new MarketDataStore(
    join(mkdtempSync(join(tmpdir(), 'market-')), 'market.db'),
    's1',
  );
  store.append('market_data', [quote]);
  const [read] = store.quotes(quote.symbol);
  expect(read).toEqual(quote);
  expect(JSON.stringify(read)).toBe(JSON.stringify({ ...read, ...quote }));
  store.close();
});
