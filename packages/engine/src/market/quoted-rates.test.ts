/** Rates against us, through the base, never too old and never made up. */
import { describe, expect, test } from 'vitest';
import { Decimal, type Quote } from '@tradewright/core';
import { anInstrument, aQuote } from '@tradewright/core/testing';
import { CurrencyConverter, type RateBias } from './currency-converter.ts';
import { quotedRates } from './quoted-rates.ts';

const maxAgeMs = 60_000;
const now = 1_000_000;

/** A pair at `bid` and `ask`; `age` in ms. */
type Pair = {
  readonly bid: number | null;
  readonly ask: number | null;
  readonly age?: number;
  readonly assetClass?: 'equity' | 'fx';
};

function ratesOf(pairs: Readonly<Record<string, Pair>>) {
  const quotes = new Map<string, Quote>();
  for (const [symbol, { bid, ask, age = 0 }] of Object.entries(pairs))
    quotes.set(symbol, aQuote({ symbol, bid, ask, receivedTime: now - age }));
  return quotedRates({
    quote: (symbol) => quotes.get(symbol),
    instrument: (symbol) => {
      const pair = pairs[symbol];
      return pair === undefined
        ? undefined
        : anInstrument({ symbol, assetClass: pair.assetClass ?? 'fx' });
    },
    now: () => now,
    maxAgeMs,
    pivots: ['AUD', 'USD'],
  });
}

const audUsd = { 'AUD/USD': { bid: 0.64, ask: 0.65 } };
const market = {
  ...audUsd,
  'AUD/JPY': { bid: 96, ask: 97 },
  'BTC/USD': { bid: 64_000, ask: 65_000 },
};

describe('quotedRates', () => {
  test.for<[what: string, from: string, to: string, bias: RateBias, rate: string | undefined]>([
    ['a sale of the base earns the bid', 'AUD', 'USD', 'low', '0.64'],
    ['a purchase of the base costs the ask', 'AUD', 'USD', 'high', '0.65'],
    ['the middle', 'AUD', 'USD', 'mid', '0.645'],
    ['turned round, what costs us is the bid, rounded up', 'USD', 'AUD', 'high', '1.5625'],
    ['turned round, what earns is the ask, rounded down', 'USD', 'AUD', 'low', '1.538461538461538'],
    ['yen to AUD against us', 'JPY', 'AUD', 'high', '0.010416666666667'],
    [
      'yen to USD through the base, each leg against us',
      'JPY',
      'USD',
      'high',
      '0.00677083333333355',
    ],
    ['a coin through USD', 'BTC', 'AUD', 'high', '101562.5'],
    ['a currency that nobody quotes', 'CHF', 'AUD', 'mid', undefined],
  ])('%s: %s in %s (%s) is %s', ([, from, to, bias, rate]) => {
    expect(ratesOf(market)(from, to, bias)?.toString()).toBe(rate);
  });

  test.for<[what: string, pair: Pair]>([
    ['older than the limit', { bid: 0.64, ask: 0.65, age: maxAgeMs + 1 }],
    ['without a bid', { bid: null, ask: 0.65 }],
    ['without an ask', { bid: 0.64, ask: null }],
    ['crossed', { bid: 0.66, ask: 0.65 }],
    ['of a share with the ticker of a currency', { bid: 0.64, ask: 0.65, assetClass: 'equity' }],
  ])('a quote %s is no rate', ([, pair]) => {
    const rates = ratesOf({ 'AUD/USD': pair });
    for (const bias of ['low', 'mid', 'high'] as const) {
      expect(rates('AUD', 'USD', bias)).toBeUndefined();
      expect(rates('USD', 'AUD', bias)).toBeUndefined();
    }
  });

  test('a quote at the limit of its age is a rate; the same quote a moment later is none', () => {
    const pair = { bid: 0.64, ask: 0.65, age: maxAgeMs };
    expect(ratesOf({ 'AUD/USD': pair })('AUD', 'USD', 'mid')?.toString()).toBe('0.645');
  });
});

describe('CurrencyConverter', () => {
  const converter = new CurrencyConverter(ratesOf(market), '2');
  const sum = (value: string, bias: RateBias) =>
    converter.convert(Decimal.from(value), 'AUD', 'USD', bias)?.toString();

  test('the buffer of two basis points widens both sides and leaves the middle', () => {
    expect([sum('100', 'low'), sum('100', 'mid'), sum('100', 'high')]).toEqual([
      '63.9872',
      '64.5',
      '65.013',
    ]);
  });

  test('a negative sum takes the other side, so that a rebate is never made larger', () => {
    expect(sum('-100', 'high')).toBe('-63.9872');
    expect(sum('-100', 'low')).toBe('-65.013');
  });

  test('defect F: 10,000,000 yen without a rate are not 10,000,000 AUD', () => {
    const without = new CurrencyConverter(ratesOf(audUsd));
    expect(without.convert(Decimal.from('10000000'), 'JPY', 'AUD')).toBeUndefined();
    expect(without.convert(Decimal.from('10000000'), 'AUD', 'AUD')?.toString()).toBe('10000000');
  });
});
