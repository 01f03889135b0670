/** A fake Gemini in the hands of the conformance suite. @module */
import type { BaseTrader } from '@tradewright/core';
import type { TraderRig } from '@tradewright/venue-kit/testing';
import { fakeFaults } from './fake-faults.ts';
import { FakeGemini } from './fake-gemini.ts';
import { handledRig } from './fake-hands.ts';

/** The keys of the fake account. */
export const fakeKeys = { apiKey: 'account-test', apiSecret: 'not-a-secret' };

const refusal = {
  kind: 'answer',
  status: 406,
  body: '{"result":"error","reason":"InsufficientFunds","message":"Insufficient USD funds"}',
} as const;

/** @param open - Makes a connected trader; called again for a restart, with the first one closed. */
export async function geminiRig(
  open: (fake: FakeGemini) => Promise<BaseTrader>,
): Promise<TraderRig> {
  return handledRig({
    fake: await FakeGemini.start(fakeKeys),
    symbol: 'BTC/USD',
    marketId: 'btcusd',
    questions: [
      '/v1/balances',
      '/v1/orders',
      '/v1/orders/history',
      '/v1/mytrades',
      '/v1/order/status',
    ],
    faults: {
      'answer-lost': ['/v1/order/new', fakeFaults.dropAfter],
      'command-lost': ['/v1/order/new', fakeFaults.dropBefore],
      'bad-answer': ['/v1/order/new', fakeFaults.garbage],
      'order-refused': ['/v1/order/new', refusal],
      'cancel-answer-lost': ['/v1/order/cancel', fakeFaults.dropAfter],
    },
    open,
  });
}
