/** The public surface cannot change silently. */
import { expect, test } from 'vitest';

const entries: Readonly<Record<string, () => Promise<object>>> = {
  '@tradewright/core': () => import('@tradewright/core'),
  '@tradewright/core/testing': () => import('@tradewright/core/testing'),
  '@tradewright/core/venue': () => import('@tradewright/core/venue'),
  '@tradewright/venue-kit': () => import('@tradewright/venue-kit'),
  '@tradewright/venue-kit/adapter': () => import('@tradewright/venue-kit/adapter'),
  '@tradewright/venue-kit/matching': () => import('@tradewright/venue-kit/matching'),
  '@tradewright/venue-kit/testing': () => import('@tradewright/venue-kit/testing'),
  '@tradewright/venue-ccxt/gemini': () => import('@tradewright/venue-ccxt/gemini'),
  '@tradewright/sim': () => import('@tradewright/sim'),
  '@tradewright/sim/testing': () => import('@tradewright/sim/testing'),
  '@tradewright/engine': () => import('@tradewright/engine'),
  '@tradewright/agent': () => import('@tradewright/agent'),
  '@tradewright/agent/testing': () => import('@tradewright/agent/testing'),
  '@tradewright/store': () => import('@tradewright/store'),
  tradewright: () => import('tradewright'),
};

test.for(Object.entries(entries))('the exported names of %s', async ([, load]) => {
  expect(Object.keys(await load()).toSorted()).toMatchSnapshot();
});
