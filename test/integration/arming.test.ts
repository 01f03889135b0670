/** An account with real money, on the TWS simulator: nothing is sent until all three facts hold. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SystemClock } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, json, runCli } from './cli.ts';

const accountId = 'U7654321';
const folder = aFolder();
const simulator = new TwsSimulator({ clock: new SystemClock(), accountId });
const order = JSON.stringify({
  symbol: 'BHP/AUD',
  side: 'buy',
  type: 'limit',
  quantity: '20',
  limitPrice: '45.12',
  // The clock of the bot is the real one: the market may be closed.
  outsideHours: true,
});
let env: Record<string, string> = {};

beforeAll(async () => {
  const port = await simulator.listen();
  const sizes = { bidSize: 5_000, askSize: 5_000 };
  simulator.setQuote('BHP/AUD', { bid: 45.11, ask: 45.12, ...sizes, last: 45.11, volume: 1e6 });
  env = {
    ACTIVE_EXCHANGE: 'IB',
    IB_PORT: String(port),
    IB_PAPER: 'false',
    TRADING_MODE: 'live',
    ALLOWED_SYMBOLS: 'BHP/AUD',
  };
});
afterAll(() => simulator.close());

const sent = (): number => simulator.received.filter(([kind]) => kind === '3').length;
const armed = () => ({ ...env, LIVE_ACCOUNT_ID: accountId });

test('a session does not begin, and says which facts are missing', async () => {
  const result = await runCli(folder, ['run'], env);
  expect(result.code).toBe(1);
  expect(result.err).toContain('holds real money and was not armed');
  expect(result.err).toContain('LIVE_ACCOUNT_ID is empty');
  expect(result.err).toContain('there is no arm token');
  expect(sent()).toBe(0);
}, 120_000);

test('an order by hand is refused with two of the three facts', async () => {
  const result = await runCli(folder, ['place', '--transmit', '--json', order], armed());
  expect([result.code, json(result)]).toMatchObject([1, { error: { code: 'NOT_ARMED' } }]);
  expect(sent()).toBe(0);
}, 120_000);

test('with the token it is sent once; without it again nothing is', async () => {
  const arm = await runCli(folder, ['arm', accountId, '--minutes', '10', '--json'], armed());
  expect(json(arm)).toMatchObject({ armed: true, missing: [] });
  const placed = await runCli(folder, ['place', '--transmit', '--json', order], armed());
  expect([placed.code, json(placed)]).toMatchObject([0, { outcome: 'accepted' }]);
  expect(sent()).toBe(1);
  expect((await runCli(folder, ['disarm'], armed())).code).toBe(0);
  const after = await runCli(folder, ['place', '--transmit', '--json', order], armed());
  expect(after.code).toBe(1);
  expect(sent()).toBe(1);
}, 240_000);
