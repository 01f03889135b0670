/** A whole session on Gemini's wire: real ccxt, real sockets, the simulator at the other end. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fill } from '@tradewright/core';
import { aFolder, cli, json, runCli, startServer } from './cli.ts';

const bars = join(import.meta.dirname, '../../fixtures/bars');

/** Hours of the second recorded day, in which the rules trade. */
function hoursOf(name: string, folder: string): string {
  const lines = gunzipSync(readFileSync(join(bars, name)))
    .toString()
    .split('\n');
  const path = join(folder, name.replace('.gz', ''));
  const day = lines.filter((line) => {
    const time = Number(line.split(',')[0]);
    return time >= Date.UTC(2018, 3, 5) && time < Date.UTC(2018, 3, 5, 16);
  });
  writeFileSync(path, `${[lines[0], ...day].join('\n')}\n`);
  return `BTC/USD=${path}`;
}

/** Executions of the newest session, which is the one that is spoken of. */
function fillsOf(folder: string, env: Readonly<Record<string, string>>): readonly Fill[] {
  return json(cli(folder, ['fills', '--json'], env));
}

describe('GEMINI_TEST_MODE=simulator', () => {
  const folder = aFolder();
  const env = {
    ACTIVE_EXCHANGE: 'GEMINI',
    GEMINI_TEST_MODE: 'simulator',
    PAPER_DATA: ['quotes', 'trades']
      .map((kind) => hoursOf(`btc-usd-2018-04-1m-${kind}.csv.gz`, folder))
      .join(','),
  };
  let digests: (string | null)[] = [];

  beforeAll(() => {
    for (const run of ['first', 'second']) {
      const result = cli(folder, ['demo'], env);
      expect(result.code, `${run}: ${result.err}`).toBe(0);
      expect(result.out).toContain('GEMINI, BTC/USD');
    }
    const sessions = json<readonly { venue: string; digest: string | null }[]>(
      cli(folder, ['sessions', '--json'], env),
    );
    expect(sessions.map(({ venue }) => venue)).toEqual(['GEMINI', 'GEMINI']);
    digests = sessions.map(({ digest }) => digest);
  }, 240_000);

  test('the same market gives the same digest, over sockets too', () => {
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(digests[1]).toBe(digests[0]);
  });

  test('there are fills in USD, each with its fee', () => {
    const fills = fillsOf(folder, env);
    expect(fills.length).toBeGreaterThan(2);
    expect(new Set(fills.map(({ currency }) => currency))).toEqual(new Set(['USD']));
    expect(fills.every(({ commission }) => Number(commission) > 0)).toBe(true);
  });

  test('account and orders are those of the last session', () => {
    const account = json<{ cash: Record<string, string> }>(cli(folder, ['account', '--json'], env));
    expect(account).toMatchObject({ venue: 'GEMINI', baseCurrency: 'USD' });
    expect(account.cash['USD']).not.toBe('10000');
    expect(json<unknown[]>(cli(folder, ['orders', '--all', '--json'], env)).length).toBeGreaterThan(
      2,
    );
  });

  test('reading verbs see the same market', () => {
    const quote = json(cli(folder, ['quote', 'BTC/USD', '--json'], env));
    expect(quote).toMatchObject({ venue: 'GEMINI', symbol: 'BTC/USD' });
    const series = json<{ bars: unknown[] }>(
      cli(folder, ['bars', 'BTC/USD', '--timeframe', '5m', '--limit', '7', '--json'], env),
    );
    expect(series.bars).toHaveLength(7);
  }, 180_000);
});

describe('GEMINI_TEST_MODE=playback', () => {
  test('the committed cassette ends with fills in USD', () => {
    const folder = aFolder();
    const env = { ACTIVE_EXCHANGE: 'GEMINI', GEMINI_TEST_MODE: 'playback' };
    const result = cli(folder, ['demo'], env);
    expect(result.code, result.err).toBe(0);
    const fills = fillsOf(folder, env);
    expect(fills.length).toBeGreaterThan(2);
    expect(fills.every(({ currency }) => currency === 'USD')).toBe(true);
  }, 180_000);

  test('what record writes can be played back, and a broken cassette is named', () => {
    const folder = aFolder();
    const env = { ACTIVE_EXCHANGE: 'GEMINI', GEMINI_TEST_MODE: 'simulator' };
    const to = join(folder, 'own.jsonl');
    const recorded = cli(
      folder,
      ['record', 'gemini', '--seconds', '1200', '--to', to, '--json'],
      env,
    );
    expect(recorded.code, recorded.err).toBe(0);
    expect(json(recorded)).toMatchObject({ source: 'simulator', path: to });
    const playback = { ...env, GEMINI_TEST_MODE: 'playback', GEMINI_FIXTURE: to };
    expect(cli(folder, ['demo'], playback).code).toBe(0);
    writeFileSync(to, '{"v":1}\n');
    const broken = cli(folder, ['demo'], playback);
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('Line 1');
  }, 180_000);
});

describe('gemini-simulator', () => {
  test('serves whoever speaks Gemini, and ends by a signal', async () => {
    const folder = aFolder();
    const { child, ended, out } = startServer(folder, [
      'gemini-simulator',
      '--port',
      '0',
      '--json',
    ]);
    const { environment } = JSON.parse(await out) as { environment: Record<string, string> };
    const quote = await runCli(folder, ['quote', 'BTC/USD', '--json'], environment);
    child.kill('SIGTERM');
    expect(quote.code, quote.err).toBe(0);
    expect(json(quote)).toMatchObject({ symbol: 'BTC/USD', venue: 'GEMINI' });
    expect(await ended).toBe(143);
  }, 180_000);
});
