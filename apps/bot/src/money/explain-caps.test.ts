import { expect, test } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { explainCaps } from './explain-caps.ts';

const explained = (env: Record<string, string>) =>
  explainCaps(loadConfig({ env, folder: '/nowhere' }));

test('each cap is told with its value, its unit in base currency and where it comes from', () => {
  const { baseCurrency, caps } = explained({ ACTIVE_EXCHANGE: 'IB', MAX_ORDER_VALUE: '2000' });
  expect(baseCurrency).toBe('AUD');
  const found = Object.fromEntries(caps.map((cap) => [cap.key, cap]));
  expect(found['MAX_ORDER_VALUE']).toMatchObject({
    value: '2000',
    unit: 'AUD',
    source: 'environment',
  });
  expect(found['MAX_ORDER_VALUE less ORDER_VALUE_BUFFER']).toMatchObject({ value: '1995' });
  expect(found['MAX_TOTAL_EXPOSURE']).toMatchObject({ value: '10000', source: 'default' });
  expect(found['MAX_NET_EXPOSURE']).toMatchObject({ value: null });
  expect(found['equity.collarPercent']).toMatchObject({ value: '5', unit: '%' });
});

test('a cap on depth is none on recorded bars, unless somebody sets it', () => {
  const depth = (env: Record<string, string>) =>
    explained(env).caps.find(({ key }) => key === 'MIN_TOP_OF_BOOK_NOTIONAL')?.value;
  expect(depth({})).toBeNull();
  expect(depth({ MIN_TOP_OF_BOOK_NOTIONAL: '50' })).toBe('50');
});

test.for<[what: string, env: Record<string, string>, sentence: RegExp]>([
  ['sizes', { ACTIVE_EXCHANGE: 'IB' }, /below 500 or above 4995 AUD/],
  ['symbols', { ALLOWED_SYMBOLS: 'BTC/USD' }, /anything but BTC\/USD/],
  [
    'positions',
    { MAX_POSITIONS: '5' },
    /5 positions of the largest size at once: 10000 USD hold 2/,
  ],
  ['shorts', { ACTIVE_EXCHANGE: 'IB' }, /A short sale of a share/],
  ['coins short', { ACTIVE_EXCHANGE: 'GEMINI' }, /A short sale of a coin/],
  [
    'another currency',
    { ACTIVE_EXCHANGE: 'GEMINI', BASE_CURRENCY: 'AUD' },
    /in USD while no quote of USD against AUD/,
  ],
  ['costs', { ACTIVE_EXCHANGE: 'IB' }, /costs of both ways: 2.64 % of the smallest order/],
])('what cannot be traded is said: %s', ([, env, sentence]) => {
  expect(explained(env).impossible.join('\n')).toMatch(sentence);
});

test.for<[what: string, env: Record<string, string>, problem: RegExp]>([
  [
    'a symbol cap below the minimum',
    { MAX_SYMBOL_EXPOSURE: '400' },
    /MAX_SYMBOL_EXPOSURE: was 400/,
  ],
  ['a net cap below the minimum', { MAX_NET_EXPOSURE: '400' }, /MAX_NET_EXPOSURE: was 400/],
  ['a rate that cannot hold', { MAX_ORDERS_PER_SECOND: '31' }, /MAX_ORDERS_PER_SECOND: was 31/],
  ['no spread at all', { IB_FX_MAX_SPREAD_PCT: '0' }, /IB_FX_MAX_SPREAD_PCT: was 0/],
  ['more than everything', { MAX_DRAWDOWN_PERCENT: '101' }, /MAX_DRAWDOWN_PERCENT: was 101/],
  ['defect J', { MAX_ORDER_VALUE: '500' }, /MIN_TRADE_SIZE: was 500, and MAX_ORDER_VALUE 500/],
])('a configuration with %s is refused with its fix', ([, env, problem]) => {
  expect(() => explained(env)).toThrow(problem);
});
