/** The custom of the market decides which currency is the base. */
import { expect, test } from 'vitest';
import { pairSymbols } from './currency-pair.ts';

test.for([
  ['USD', 'AUD', 'AUD/USD', 'USD/AUD'],
  ['AUD', 'EUR', 'EUR/AUD', 'AUD/EUR'],
  ['JPY', 'USD', 'USD/JPY', 'JPY/USD'],
  ['USD', 'USDT', 'USDT/USD', 'USD/USDT'],
  ['BTC', 'AUD', 'BTC/AUD', 'AUD/BTC'],
])('%s and %s are quoted as %s, seldom as %s', ([left = '', right = '', usual, other]) => {
  expect(pairSymbols(left, right)).toEqual([usual, other]);
  expect(pairSymbols(right, left)).toEqual([usual, other]);
});
