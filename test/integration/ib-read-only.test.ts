/** Beside a Read-Only API, and with symbols that IB does not trade here: nothing is ordered, everything else works. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SystemClock } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, json, runCli, type CliResult } from './cli.ts';

let tws: TwsSimulator;
let port = 0;
let folder = '';

beforeEach(async () => {
  folder = aFolder();
  tws = new TwsSimulator({ clock: new SystemClock() });
  port = await tws.listen();
  const sizes = { bidSize: 5_000, askSize: 5_000 };
  tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, last: 45.11, ...sizes });
  tws.setQuote('AUD/USD', { bid: 0.65, ask: 0.65005, ...sizes });
  const bar = { open: 45, high: 45.2, low: 44.9, close: 45.1, volume: 900 };
  const last = Math.floor(Date.now() / 300_000) * 300_000;
  tws.setBars(
    'BHP/AUD',
    Array.from({ length: 40 }, (_, index) => ({ ...bar, time: last - (40 - index) * 300_000 })),
  );
});
afterEach(() => tws.close());

const tw = (words: readonly string[], env: Record<string, string> = {}): Promise<CliResult> =>
  runCli(folder, words, { ACTIVE_EXCHANGE: 'IB', IB_PORT: String(port), ...env });
/** Orders, cancels and the global cancel. */
const orderBytes = (): string[][] =>
  tws.received.filter(([kind = '']) => ['3', '4', '58'].includes(kind));

test('a Read-Only API: every reading verb works, an order is not sent and names the setting, and not one order byte leaves', async () => {
  tws.faults.readOnly = true;
  const verbs = ['quote BHP/AUD', 'book BHP/AUD', 'bars BHP/AUD', 'account', 'positions', 'fills'];
  for (const verb of verbs) {
    const result = await tw([...verb.split(' '), '--json']);
    expect([verb, result.code, result.err]).toEqual([verb, 0, '']);
  }
  const health = await tw(['health', '--json']);
  expect([health.code, health.out]).toEqual([0, expect.stringContaining('Read-Only API')]);
  const orders = await tw(['orders']);
  expect([orders.code, orders.err]).toEqual([1, expect.stringContaining('Read-Only')]);
  const order = { symbol: 'BHP/AUD', side: 'buy', type: 'limit', quantity: '20' };
  const terms = { limitPrice: '45', outsideHours: true, transmit: true };
  const placed = await tw(['place', '--json', JSON.stringify({ ...order, ...terms })]);
  expect(placed.code).not.toBe(0);
  expect(placed.out).toMatch(/Read-Only|resynchronised/);
  expect(orderBytes()).toEqual([]);
}, 180_000);

test('a coin, and a kind that is not allowed, end a session at its start with what IB can trade here', async () => {
  const coin = await tw(['run'], { ALLOWED_SYMBOLS: 'BTC/USD' });
  expect([coin.code, coin.err]).toEqual([2, expect.stringContaining('STK, FX')]);
  const pair = await tw(['run'], {
    ALLOWED_SYMBOLS: 'AUD/USD',
    IB_ALLOWED_INSTRUMENT_TYPES: 'STK',
  });
  expect([pair.code, pair.err]).toEqual([2, expect.stringContaining('can trade here: STK;')]);
  const kind = await tw(['health'], { IB_ALLOWED_INSTRUMENT_TYPES: 'STK,CRYPTO' });
  expect([kind.code, kind.err]).toEqual([2, expect.stringContaining('STK, FX')]);
  expect(orderBytes()).toEqual([]);
}, 120_000);

test('with one market data line the second symbol is refused by name', async () => {
  const env = { IB_MARKET_DATA_LINES: '1', ALLOWED_SYMBOLS: 'BHP/AUD,AUD/USD' };
  const run = await tw(['run', '--json'], env);
  const error = json<{ error: { code: string; hint: string } }>(run);
  expect(error.error.code).toBe('VENUE_RATE_LIMITED');
  expect(error.error.hint).toContain('IB_MARKET_DATA_LINES');
}, 60_000);
