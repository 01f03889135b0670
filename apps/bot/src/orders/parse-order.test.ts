import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, TradewrightError } from '@tradewright/core';
import { exampleOrders } from './example-orders.ts';
import { parseOrder } from './parse-order.ts';

const base = { symbol: 'BHP/AUD', side: 'buy', type: 'limit', quantity: '20', limitPrice: '45.12' };

function failureOf(order: unknown): TradewrightError {
  try {
    parseOrder(typeof order === 'string' ? order : JSON.stringify(order));
  } catch (error) {
    if (TradewrightError.is(error)) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('parseOrder', () => {
  test('both forms and both spellings mean the same order', () => {
    const ours = parseOrder(JSON.stringify(base)).request;
    const broker = { action: 'BUY', symbol: 'BHP', currency: 'AUD', secType: 'STK', quantity: 20 };
    const camel = { ...broker, orderType: 'LMT', limitPrice: 45.12, tif: 'DAY' };
    const snake = {
      action: 'buy',
      symbol: 'BHP',
      currency: 'AUD',
      sec_type: 'STK',
      quantity: '20',
    };
    expect(parseOrder(JSON.stringify(camel)).request).toEqual(ours);
    expect(
      parseOrder(JSON.stringify({ ...snake, order_type: 'lmt', limit_price: '45.120' })).request,
    ).toEqual(ours);
    expect(ours).toMatchObject({ timeInForce: 'DAY', transmit: false, postOnly: false, tag: null });
  });

  test('a bare symbol is in US dollars unless a currency is given; a reference is kept as tag', () => {
    const { request } = parseOrder(
      '{"action":"BUY","symbol":"AAPL","quantity":5,"order_type":"MKT","client_tag":"june 7"}',
    );
    expect(request).toMatchObject({ symbol: 'AAPL/USD', type: 'market', tag: 'june 7' });
  });

  test('what the caller said of the contract is kept apart', () => {
    const text = JSON.stringify({ ...base, secType: 'FX', exchange: 'IDEALPRO' });
    expect(parseOrder(text).contract).toEqual({
      secType: 'CASH',
      exchange: 'IDEALPRO',
      primaryExch: null,
    });
  });

  test.for([
    ['side', { side: 'BUYY' }],
    ['type', { type: 'LIMITED' }],
    ['quantity', { quantity: 0 }],
    ['quantity', { quantity: -5 }],
    ['quantity', { quantity: 'ten' }],
    ['quantity', { quantity: null }],
    ['limitPrice', { limitPrice: '1e5' }],
    ['limitPrice', { limitPrice: undefined }],
    ['limitPrice', { type: 'market' }],
    ['stopPrice', { type: 'stop-limit' }],
    ['trailingAmount', { type: 'trailing-stop', limitPrice: undefined }],
    ['timeInForce', { timeInForce: 'FOREVER' }],
    ['expireTime', { timeInForce: 'GTD' }],
    ['expireTime', { expireTime: 1_800_000_000_000 }],
    ['expireTime', { timeInForce: 'GTD', expireTime: '2026-12-01 10:00' }],
    ['postOnly', { postOnly: true, timeInForce: 'IOC' }],
    ['transmit', { transmit: 'yes' }],
    ['reduceOnly', { reduceOnly: 1 }],
    ['tag', { tag: 'line\nbreak' }],
    ['secType', { secType: 'OPT' }],
    ['exchange', { exchange: 'smart' }],
    ['currency', { currency: 'USD' }],
    ['currency', { currency: 'aud' }],
    ['amount', { amount: 5 }],
  ] as const)('%s is named with the value found: %j', ([field, change]) => {
    const error = failureOf({ ...base, ...change });
    expect(error.code).toBe('USAGE');
    expect(error.message).toContain(`${field}: `);
    // The value that was found, or that there was none, and what would be right.
    const found = ({ ...base, ...change } as Readonly<Record<string, unknown>>)[field];
    const shown = found === undefined ? /was missing|is not a field/ : /was |is not a field/;
    expect(error.message).toMatch(shown);
    expect(`${error.message} ${error.hint ?? ''}`).toMatch(
      /must |is required|has no place|belongs to|it takes/,
    );
  });

  test('every wrong field is named at once, in the words of the caller', () => {
    const { message } = failureOf({
      action: 'HOLD',
      symbol: 'BHP',
      quantity: 0,
      order_type: 'LMT',
    });
    for (const field of ['action: was "HOLD"', 'quantity: was "0"'])
      expect(message).toContain(field);
    expect(failureOf({ ...base, limitPrice: undefined }).message).toContain(
      'limitPrice: was missing',
    );
  });

  test.for([
    ['no JSON', 'buy BHP'],
    ['no object', '[]'],
    ['a key twice', '{"symbol":"BHP/AUD","quantity":1,"quantity":100}'],
    ['a key twice under two names', '{"tif":"DAY","timeInForce":"GTC"}'],
    ['more digits than a number holds', '{"quantity":0.1234567890123456}'],
    ['a number without end', '{"quantity":1e400}'],
  ] as const)('%s is refused', ([, text]) => {
    expect(failureOf(text).code).toBe('USAGE');
  });

  test('a symbol that is none says what would have been right', () => {
    const error = failureOf({ ...base, symbol: 'BHP.AX/AUD/' });
    expect(error.code).toBe('SYMBOL_INVALID');
  });

  test('a number is the decimal that was written, to the last of 15 digits', () => {
    const digits = fc.tuple(
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.integer({ min: 0, max: 6 }),
    );
    fc.assert(
      fc.property(digits, ([whole, places]) => {
        const text = (whole / 10 ** places).toFixed(places);
        const { request } = parseOrder(JSON.stringify(base).replace('"20"', text));
        expect(request.quantity).toBe(Decimal.from(text).toString());
      }),
    );
  });
});

test.for(exampleOrders)('the example "$what" is a whole order', ({ json }) => {
  expect(parseOrder(json).request.symbol).toMatch(/\//);
});
