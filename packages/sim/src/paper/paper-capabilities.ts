/** What the paper venue offers. @module */
import { timeframeSchema, type TraderCapabilities } from '@tradewright/core';

/** Everything but streams of depth and of single trades. */
export const paperCapabilities: TraderCapabilities = {
  orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'],
  timesInForce: ['DAY', 'GTC', 'IOC', 'FOK', 'GTD'],
  postOnly: true,
  reduceOnly: true,
  shortSelling: true,
  brackets: true,
  modify: true,
  staging: true,
  preview: true,
  publicTrades: false,
  streams: ['quote', 'bar'],
  timeframes: timeframeSchema.options,
};
