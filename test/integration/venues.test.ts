/** Reading verbs on real client libraries, with a simulator on the other side of the socket. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SystemClock } from '@tradewright/core';
import { aQuote } from '@tradewright/core/testing';
import { FakeBtcMarkets, FakeGemini } from '@tradewright/venue-ccxt/testing';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, runCli } from './cli.ts';

let gemini: FakeGemini;
let tws: TwsSimulator;
let port = 0;

beforeAll(async () => {
  gemini = await FakeGemini.start({ apiKey: 'account-key', apiSecret: 'secret' });
  tws = new TwsSimulator({ clock: new SystemClock() });
  port = await tws.listen();
});

afterAll(async () => {
  await gemini[Symbol.asyncDispose]();
  await tws.close();
});

test('ACTIVE_EXCHANGE=GEMINI reads a quote through ccxt', async () => {
  gemini.market.setBook('btcusd', { bids: [['7000.00', '1.5']], asks: [['7001.00', '2']] });
  const env = {
    ACTIVE_EXCHANGE: 'GEMINI',
    GEMINI_API_KEY: 'account-key',
    GEMINI_API_SECRET: 'secret',
    GEMINI_REST_URL: gemini.url,
  };
  const result = await runCli(aFolder(), ['quote', 'BTC/USD', '--json'], env);
  expect(result.code, result.err + result.out).toBe(0);
  expect(JSON.parse(result.out)).toMatchObject({ symbol: 'BTC/USD', bid: 7000, ask: 7001 });
});

test('ACTIVE_EXCHANGE takes any id of ccxt, and says so of what is none', async () => {
  const secret = Buffer.from('secret').toString('base64');
  const venue = await FakeBtcMarkets.start({ apiKey: 'key', secret });
  venue.market.setBook('btcaud', { bids: [['90000', '1']], asks: [['90010', '1']] });
  const env = {
    ACTIVE_EXCHANGE: 'btcmarkets',
    BASE_CURRENCY: 'AUD',
    CCXT_API_KEY: 'key',
    CCXT_API_SECRET: secret,
  };
  const there = await runCli(aFolder(), ['quote', 'BTC/AUD', '--json'], {
    ...env,
    CCXT_URL: venue.url,
  });
  expect(there.code, there.err).toBe(0);
  expect(JSON.parse(there.out)).toMatchObject({ venue: 'BTCMARKETS', bid: 90000, ask: 90010 });
  const real = await runCli(aFolder(), ['quote', 'BTC/AUD'], env);
  expect(real.code).not.toBe(0);
  expect(real.err).toContain('CCXT_ALLOW_EXPERIMENTAL');
  const none = await runCli(aFolder(), ['quote', 'BTC/AUD'], { ...env, ACTIVE_EXCHANGE: 'nosuch' });
  expect(none.code).toBe(2);
  expect(none.err).toContain('kraken');
  await venue.stop();
});

test('ACTIVE_EXCHANGE=IB reads a quote through @stoqey/ib, and no order byte leaves', async () => {
  tws.setQuote('BHP/AUD', aQuote({ symbol: 'BHP/AUD', bid: 45.1, ask: 45.12 }));
  const result = await runCli(aFolder(), ['quote', 'BHP/AUD', '--json'], {
    ACTIVE_EXCHANGE: 'IB',
    IB_PORT: String(port),
  });
  expect(result.code, result.err + result.out).toBe(0);
  expect(JSON.parse(result.out)).toMatchObject({ symbol: 'BHP/AUD', bid: 45.1, ask: 45.12 });
  expect(tws.received.some(([message]) => message === '3')).toBe(false);
});

test('a Gateway that is not there is an error that names the place', async () => {
  const result = await runCli(aFolder(), ['quote', 'BHP/AUD'], {
    ACTIVE_EXCHANGE: 'IB',
    IB_PORT: '1',
  });
  expect(result.code).toBe(1);
  expect(result.err).toContain('hint');
});
