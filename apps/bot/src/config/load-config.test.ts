import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TradewrightError } from '@tradewright/core';
import { configKeyNames, configKeys } from './config-keys.ts';
import { loadConfig, type ConfigPlaces } from './load-config.ts';

function aFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function load(
  env: ConfigPlaces['env'] = {},
  files: Readonly<Record<string, string>> = {},
  flags: ConfigPlaces['flags'] = {},
) {
  return loadConfig({ env, folder: aFolder(files), flags });
}

function problemsOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (TradewrightError.is(error)) return `${error.code} ${error.message}`;
  }
  throw new Error('nothing of ours was thrown');
}

describe('loadConfig', () => {
  test('every default is valid', () => {
    expect(load()).toMatchObject({
      ACTIVE_EXCHANGE: 'PAPER',
      MAX_ORDER_VALUE: '5000',
      BASE_CURRENCY: 'USD',
    });
    for (const name of configKeyNames)
      expect(configKeys[name].schema.safeParse(configKeys[name].default).success, name).toBe(true);
  });

  test('flags win over environment, environment over .env, .env over YAML', () => {
    const files = {
      'tradewright.yaml': 'maxPositions: 4\nlog_level: debug\nlogFormat: json',
      '.env': 'MAX_POSITIONS=5\nLOG_LEVEL=warn',
    };
    const config = load({ MAX_POSITIONS: '6' }, files, { MAX_POSITIONS: '7' });
    expect(config).toMatchObject({ MAX_POSITIONS: 7, LOG_LEVEL: 'warn', LOG_FORMAT: 'json' });
    expect(config.sources).toMatchObject({
      MAX_POSITIONS: 'flag',
      LOG_LEVEL: '.env',
      LOG_FORMAT: 'yaml',
      DATA_PATH: 'default',
    });
  });

  test('YAML sections, camelCase and snake_case name the same keys', () => {
    const yaml =
      'dataStore: { backend: none, path: x.db }\ncollector: { watchlist: [BHP/AUD, BTC/USD] }\npaper: { taker_fee_bps: 25 }\nrisk: { maxOrderValue: "4000" }';
    expect(load({}, { 'tradewright.yaml': yaml })).toMatchObject({
      DATA_STORE_BACKEND: 'none',
      DATABASE_PATH: 'x.db',
      COLLECTOR_WATCHLIST: ['BHP/AUD', 'BTC/USD'],
      PAPER_TAKER_FEE_BPS: '25',
      MAX_ORDER_VALUE: '4000',
    });
  });

  test('ibkr is another name of the section ib', () => {
    const yaml = 'ibkr: { host: gateway, port: 4002 }\ncollector: { fundamentalRefreshHours: 6 }';
    expect(load({}, { 'tradewright.yaml': yaml })).toMatchObject({
      IB_HOST: 'gateway',
      IB_PORT: 4002,
      COLLECTOR_FUNDAMENTAL_REFRESH_HOURS: 6,
    });
  });

  test('one error lists every problem with key, value and fix', () => {
    const text = problemsOf(() =>
      load({ MAX_ORDER_VALUE: 'much', LOG_FORMAT: 'xml', BASE_CURRENCY: 'dollars' }),
    );
    expect(text).toContain('CONFIG_INVALID');
    for (const part of [
      'MAX_ORDER_VALUE: was "much"',
      'LOG_FORMAT: was "xml"',
      'BASE_CURRENCY: was "dollars"',
    ])
      expect(text).toContain(part);
  });

  test('an unknown YAML key says what was probably meant', () => {
    expect(problemsOf(() => load({}, { 'tradewright.yaml': 'maxOrderValu: 5' }))).toContain(
      'did you mean MAX_ORDER_VALUE',
    );
  });

  test('a misspelt key of the environment is warned of', () => {
    expect(load({ MAX_ORDER_VALUES: '5' }).warnings).toEqual([
      'MAX_ORDER_VALUES is not a key; did you mean MAX_ORDER_VALUE?',
    ]);
  });

  test('the base currency is stored in capitals', () => {
    expect(load({ BASE_CURRENCY: 'aud' }).BASE_CURRENCY).toBe('AUD');
  });

  test('defect J: caps under which every order would be refused do not start', () => {
    const text = problemsOf(() => load({ MAX_ORDER_VALUE: '500', MIN_TRADE_SIZE: '500' }));
    expect(text).toContain('every order would be refused');
    expect(text).toContain('lower MIN_TRADE_SIZE');
  });

  test.for([
    ['an order value above the exposure', { MAX_ORDER_VALUE: '20000' }, 'MAX_TOTAL_EXPOSURE'],
    ['live money on paper', { TRADING_MODE: 'live' }, 'TRADING_MODE'],
  ] as const)('%s contradicts', ([, env, key]) => {
    expect(problemsOf(() => load(env))).toContain(key);
  });

  test('unreadable files are named', () => {
    expect(
      problemsOf(() => loadConfig({ env: {}, folder: aFolder(), file: 'none.yaml' })),
    ).toContain('CONFIG_UNREADABLE');
    expect(problemsOf(() => load({}, { 'tradewright.yaml': 'a: [1' }))).toContain(
      'CONFIG_UNREADABLE',
    );
    expect(problemsOf(() => load({}, { 'tradewright.yaml': '- a\n- b' }))).toContain('list');
  });
});

describe('names that other tools use', () => {
  test('IBKR_HOST, IBKR_PORT and IBKR_CLIENT_ID are read where the key itself is not set', () => {
    const env = { IBKR_HOST: 'gateway', IBKR_CLIENT_ID: '7' };
    expect(load(env, { '.env': 'IBKR_PORT=4002' })).toMatchObject({
      IB_HOST: 'gateway',
      IB_PORT: 4002,
      IB_CLIENT_ID: 7,
    });
    expect(load({ IB_PORT: '4002', IBKR_PORT: '4002' }).IB_PORT).toBe(4002);
  });

  test('an alias that differs from its key refuses to start and names both', () => {
    const message = problemsOf(() => load({ IBKR_PORT: '4001' }, { '.env': 'IB_PORT=4002' }));
    expect(message).toContain('IBKR_PORT: was "4001" and IB_PORT "4002"');
    const yaml = { 'tradewright.yaml': 'ib: { host: one }' };
    expect(problemsOf(() => load({ IBKR_HOST: 'two' }, yaml))).toContain('IB_HOST "one"');
  });

  test('TRADING_MODE and IB_PAPER must say the same on IB', () => {
    const env = { ACTIVE_EXCHANGE: 'IB', TRADING_MODE: 'live' };
    expect(problemsOf(() => load(env))).toContain('IB_PAPER: was true and TRADING_MODE live');
    expect(problemsOf(() => load({ ACTIVE_EXCHANGE: 'IB', IB_PAPER: 'false' }))).toContain(
      'IB_PAPER: was false and TRADING_MODE paper',
    );
    expect(load({ ...env, IB_PAPER: 'false' }).TRADING_MODE).toBe('live');
  });
});
