/** Each restated rule of ccxt's validators is shown to fail on a structure that breaks it. */
import { decimal } from '@tradewright/core';
import { aFill, anOrderReport, aQuote, anOrderBook } from '@tradewright/core/testing';
import { describe, expect, test } from 'vitest';
import type { CcxtFacade } from '../facade/ccxt-facade.ts';
import type { CcxtBar, CcxtOrder, CcxtTicker, CcxtTrade } from '../facade/ccxt-shapes.ts';
import { toCcxtOrderBook, toCcxtTicker } from '../facade/to-ccxt-market-data.ts';
import { toCcxtOrder, toCcxtTrade } from '../facade/to-ccxt-order.ts';
import {
  checkCcxtBar,
  checkCcxtBook,
  checkCcxtOrder,
  checkCcxtTicker,
  checkCcxtTrade,
} from './ccxt-rules.ts';

const time = 1_700_000_000_000;
const exchange = {
  market: () => ({}),
  currency: (code: string) => {
    if (code === 'AUD') return { code };
    throw new RangeError(code);
  },
} as unknown as CcxtFacade;
const half = { filled: decimal('40'), remaining: decimal('60'), averagePrice: decimal('50') };
const order = toCcxtOrder(anOrderReport({ ...half, venueTime: time }));
const fill = aFill({ time, commission: decimal('1'), commissionCurrency: 'AUD' });
const trade = toCcxtTrade(fill);
const ticker = toCcxtTicker(aQuote({ venueTime: time }));
const bar: CcxtBar = [60_000, 2, 3, 1, 2, 5];

describe('orders', () => {
  test('what the facade makes keeps the rules', () => {
    expect(() => checkCcxtOrder(exchange, order)).not.toThrow();
    expect(order).toMatchObject({ status: 'open', cost: 2_000, average: 50 });
  });

  test.for<[string, Partial<CcxtOrder>]>([
    ['a status of another language', { status: 'Submitted' }],
    ['a rest that does not add up', { remaining: 61 }],
    ['a cost that is not filled at average', { cost: 2_001 }],
    ['an order without an id', { id: '' }],
    ['a price of zero', { price: 0 }],
    ['a closed order with a rest', { status: 'closed' }],
    ['a date that is another time', { datetime: '2020-01-01T00:00:00.000Z' }],
    ['a time in seconds', { timestamp: 1_700_000_000 }],
    ['a fee in an unknown currency', { fee: { cost: 1, currency: 'XXX' } }],
  ])('%s breaks them', ([, parts]) => {
    expect(() => checkCcxtOrder(exchange, { ...order, ...parts })).toThrow(Error);
  });
});

describe('trades, tickers, bars and depth', () => {
  test('what the facade makes keeps the rules', () => {
    expect(() => checkCcxtTrade(exchange, trade)).not.toThrow();
    expect(() => checkCcxtTicker(ticker)).not.toThrow();
    expect(() => checkCcxtBar(bar)).not.toThrow();
    expect(() => checkCcxtBook(toCcxtOrderBook(anOrderBook({ venueTime: time })))).not.toThrow();
  });

  test.for<[string, Partial<CcxtTrade>]>([
    ['a cost that is not price by amount', { cost: 1 }],
    ['a maker by another name', { takerOrMaker: 'added' }],
    ['fees that leave out the fee', { fees: [] }],
  ])('%s breaks them', ([, parts]) => {
    expect(() => checkCcxtTrade(exchange, { ...trade, ...parts })).toThrow(Error);
  });

  test.for<[string, Partial<CcxtTicker>]>([
    ['a crossed ticker', { bid: 51 }],
    ['a last that is not the close', { last: 49 }],
    ['a zero for what is not known', { open: 0 }],
  ])('%s breaks them', ([, parts]) => {
    expect(() => checkCcxtTicker({ ...ticker, ...parts })).toThrow(Error);
  });

  test('a bar outside its extremes, or off the minute, breaks them', () => {
    expect(() => checkCcxtBar([60_000, 2, 3, 2.5, 2, 5])).toThrow(Error);
    expect(() => checkCcxtBar([60_001, 2, 3, 1, 2, 5])).toThrow(Error);
  });

  test('depth that is crossed or unsorted breaks them', () => {
    const depth = (bids: [number, number][]) =>
      toCcxtOrderBook(anOrderBook({ venueTime: time, bids }));
    expect(() => checkCcxtBook(depth([[50.02, 1]]))).toThrow(Error);
    expect(() =>
      checkCcxtBook(
        depth([
          [49, 1],
          [50, 1],
        ]),
      ),
    ).toThrow(Error);
  });

  test('a commission that is not known is no fee, and never zero', () => {
    const silent = toCcxtTrade(aFill({ time, commission: null, commissionCurrency: null }));
    expect([silent.fee, silent.fees]).toEqual([undefined, []]);
  });
});
