/** What a ccxt venue offers through this adapter. @module */
import type { TraderCapabilities } from '@tradewright/core';
import type { CcxtQuirks } from './ccxt-quirks.ts';

/** Market orders are immediate-or-cancel limits: a venue without those has none. */
export function ccxtCapabilities(quirks: CcxtQuirks): TraderCapabilities {
  const { timesInForce, postOnly } = quirks;
  return {
    orderTypes: timesInForce.includes('IOC') ? ['limit', 'market'] : ['limit'],
    timesInForce,
    postOnly,
    reduceOnly: false,
    shortSelling: false,
    brackets: false,
    modify: false,
    staging: false,
    preview: false,
    publicTrades: false,
    streams: ['quote', 'book', 'bar'],
    timeframes: ['1m', '5m', '15m', '30m', '1h', '2h', '4h', '1d'],
  };
}
