/** The selftest against the simulator: a market that is driven, and one that answers on a socket. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SystemClock, VirtualClock } from '@tradewright/core';
import { MarketTimeClock, TwsSimulator } from '@tradewright/venue-ib/testing';
import { loadConfig } from '../config/load-config.ts';
import { createLogger } from '../logging/create-logger.ts';
import { runSelftest, type SelftestReport } from './run-selftest.ts';

/** Monday 2 March 2026, 11:00 in Sydney: ASX is open. */
const openHours = Date.UTC(2026, 2, 2, 0);
const quiet = createLogger(
  { format: 'json', level: 'silent', destination: 'stderr', colour: false },
  { write: () => undefined },
);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradewright-'));
});

const states = ({ checks }: SelftestReport): Readonly<Record<string, string>> =>
  Object.fromEntries(checks.map(({ check, state }) => [check, state]));

async function selftest(
  env: Readonly<Record<string, string>>,
  options: { readonly symbol?: string; readonly skipOrders?: boolean } = {},
): Promise<SelftestReport> {
  return runSelftest({
    config: loadConfig({ env: { ACTIVE_EXCHANGE: 'IB', ...env }, folder }),
    folder,
    clock: new MarketTimeClock(new VirtualClock(openHours), new SystemClock()),
    logger: quiet,
    skipOrders: options.skipOrders === true,
    symbol: options.symbol,
  });
}

describe('a market that this process drives', () => {
  test('every check passes, and what was bought is sold again', async () => {
    const report = await selftest({ IB_TEST_MODE: 'simulator' });
    expect(report.exitCode, JSON.stringify(report.checks)).toBe(0);
    const { fundamentals, ...others } = states(report);
    expect(fundamentals).toBe('not-offered');
    expect(new Set(Object.values(others))).toEqual(new Set(['ok']));
    expect(report.sessions).toHaveLength(2);
  }, 60_000);

  test('a denial is 3 and names the rule', async () => {
    const env = { IB_TEST_MODE: 'simulator', ALLOWED_SYMBOLS: 'CBA/AUD' };
    const report = await selftest(env, { symbol: 'BHP/AUD' });
    expect(report.exitCode).toBe(3);
    expect(report.checks.find(({ state }) => state === 'failed')?.detail).toContain(
      'allowed-symbols',
    );
  }, 60_000);

  test('a symbol that the venue does not have is named before anything is asked', async () => {
    const failing = selftest({ IB_TEST_MODE: 'simulator' }, { symbol: 'NOPE/AUD' });
    await expect(failing).rejects.toMatchObject({
      code: 'SYMBOL_NOT_ALLOWED',
      message: expect.stringContaining('--symbol names NOPE/AUD'),
    });
  }, 60_000);
});

describe('what answers on a socket', () => {
  let tws: TwsSimulator;
  let env: Readonly<Record<string, string>>;
  const sent = (): number => tws.received.filter(([kind]) => kind === '3').length;

  beforeEach(async () => {
    tws = new TwsSimulator({ clock: new VirtualClock(openHours) });
    env = { IB_PORT: String(await tws.listen()) };
    const touch = { bid: 45.1, ask: 45.12, bidSize: 5_000, askSize: 5_000, last: 45.11 };
    tws.setQuote('BHP/AUD', touch);
  });
  afterEach(() => tws.close());

  test('is traded on like any other', async () => {
    const report = await selftest(env, { symbol: 'BHP/AUD' });
    expect(report.exitCode, JSON.stringify(report.checks)).toBe(0);
    expect(states(report)).toMatchObject({
      'state is kept over a shutdown': 'ok',
      'the position is closed again': 'ok',
    });
  }, 60_000);

  test('--skip-orders sends none, also where the API is read-only', async () => {
    tws.faults.readOnly = true;
    const report = await selftest(env, { symbol: 'BHP/AUD', skipOrders: true });
    expect(report.exitCode, JSON.stringify(report.checks)).toBe(0);
    expect(states(report)['a strategy places an order']).toBe('skipped');
    expect(sent()).toBe(0);
  }, 60_000);

  test('a read-only API is named, with its fix, before an order is tried', async () => {
    tws.faults.readOnly = true;
    const report = await selftest(env, { symbol: 'BHP/AUD' });
    expect(report.exitCode).toBe(1);
    expect(report.checks.find(({ state }) => state === 'failed')).toMatchObject({
      check: 'orders may be placed',
      hint: expect.stringContaining('Read-Only API'),
    });
    expect(sent()).toBe(0);
  }, 60_000);

  test('an order that is never answered is 4, and is not sent again', async () => {
    tws.faults.ignore = new Set([3]);
    const report = await selftest(env, { symbol: 'BHP/AUD' });
    expect(report.exitCode, JSON.stringify(report.checks)).toBe(4);
    expect(sent()).toBe(1);
  }, 120_000);

  test('nobody there is 1, and the only row says so', async () => {
    await tws.close();
    const report = await selftest(env);
    expect([report.exitCode, states(report)]).toEqual([1, { connected: 'failed' }]);
  }, 60_000);
});
