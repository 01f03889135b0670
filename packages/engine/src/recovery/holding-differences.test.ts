import { expect, test } from 'vitest';
import { Decimal, type BookPosition, type Position } from '@tradewright/core';
import { aBookPosition, aCoinInstrument, anInstrument } from '@tradewright/core/testing';
import { holdingDifferences } from './holding-differences.ts';

const instruments = [
  anInstrument(),
  aCoinInstrument(),
  aCoinInstrument({ symbol: 'ETH/BTC', currency: 'BTC' }),
  aCoinInstrument({ symbol: 'BTC/AUD', currency: 'AUD' }),
];

const held = (symbol: string, quantity: string): Position => ({
  venue: 'X',
  accountId: 'a',
  symbol,
  quantity: Decimal.from(quantity).toString(),
  averagePrice: null,
  marketPrice: null,
  unrealisedPnl: null,
  currency: symbol.slice(symbol.indexOf('/') + 1),
  strategyName: null,
  time: 0,
});

const book = (symbol: string, quantity: string, parts: Partial<BookPosition> = {}): BookPosition =>
  aBookPosition({ symbol, quantity: Decimal.from(quantity).toString(), fees: {}, ...parts });

test.for([
  ['nothing on either side', [], [], [], {}],
  ['a holding that is booked', [held('BHP/AUD', '70')], [book('BHP/AUD', '70')], [], {}],
  [
    'two strategies in one symbol',
    [held('BHP/AUD', '30')],
    [book('BHP/AUD', '70'), book('BHP/AUD', '-40', { strategyName: 'b' })],
    [],
    {},
  ],
  ['a holding that is not booked', [held('BHP/AUD', '70')], [], [], { 'BHP/AUD': '70' }],
  ['one that is gone', [], [book('BHP/AUD', '70')], [], { 'BHP/AUD': '-70' }],
  ['what is known to be external', [held('BHP/AUD', '70')], [], [['BHP/AUD', '70']], {}],
  [
    'a share of the same name in another currency is another holding',
    [held('BHP/USD', '70')],
    [book('BHP/AUD', '70')],
    [],
    { 'BHP/AUD': '-70', 'BHP/USD': '70' },
  ],
  [
    'a coin is one balance, whatever it was bought with',
    [held('BTC/USD', '1')],
    [book('BTC/AUD', '1', { currency: 'AUD' })],
    [],
    {},
  ],
  [
    'a fee in the coin comes out of its balance',
    [held('BTC/USD', '0.999')],
    [book('BTC/USD', '1', { fees: { BTC: '0.001' as never } })],
    [],
    {},
  ],
  [
    'a coin that was bought with another one',
    [held('BTC/USD', '0.95'), held('ETH/USD', '1')],
    [
      book('BTC/USD', '1'),
      book('ETH/BTC', '1', { currency: 'BTC', cost: '0.05' as never, realisedPnl: '0' as never }),
    ],
    [],
    {},
  ],
  [
    'less than a lot is a rounding of the venue',
    [held('BTC/USD', '0.000000001')],
    [book('BTC/USD', '0')],
    [],
    {},
  ],
] as const)('%s', ([, positions, books, external, expected]) => {
  const found = holdingDifferences({
    positions,
    books,
    external: new Map(external.map(([symbol, size]) => [symbol, Decimal.from(size)])),
    ordered: [],
    instrument: (symbol) => instruments.find((one) => one.symbol === symbol),
  });
  const differences = found.flatMap(({ symbol, difference }) =>
    difference.isZero() ? [] : [[symbol, difference.toString()]],
  );
  expect(Object.fromEntries(differences)).toEqual(expected);
});
