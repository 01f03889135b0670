/** What IB offers through this adapter. @module */
import type { TraderCapabilities } from '@tradewright/core';

/** Each contract may offer less: see its instrument; pairs have no public trades. Source: the TWS API and contractDetails of ASX shares and IDEALPRO pairs. */
export const ibCapabilities: TraderCapabilities = {
  orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'],
  timesInForce: ['DAY', 'GTC', 'IOC', 'GTD'],
  postOnly: false,
  reduceOnly: false,
  shortSelling: true,
  brackets: true,
  modify: true,
  staging: true,
  preview: true,
  publicTrades: true,
  pairsAreCash: true,
  streams: ['quote', 'book', 'trade', 'bar'],
  timeframes: ['1m', '5m', '15m', '30m', '1h', '2h', '4h', '1d'],
};
