/** A whole session on Gemini's wire: real ccxt, real sockets, the simulator at the other end. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fill } from '@tradewright/core';
import { aFolder, cli, json } from './cli.ts';

const bars = join(import.meta.dirname, '../../fixtures/bars');

/** The first hours of a recorded file. */
function beginningOf(name: string, folder: string): string {
  const lines = gunzipSync(readFileSync(join(bars, name)))
    .toString()
    .split('\n');
  const path = join(folder, name.replace('.gz', ''));
  writeFileSync(path, `${lines.slice(0, 900).join('\n')}\n`);
  return `BTC/USD=${path}`;
}

describe('GEMINI_TEST_MODE=simulator', () => {
  const folder = aFolder();
  const env = {
    ACTIVE_EXCHANGE: 'GEMINI',
    GEMINI_TEST_MODE: 'simulator',
    PAPER_DATA: ['quotes', 'trades']
      .map((kind) => beginningOf(`btc-usd-2018-04-1m-${kind}.csv.gz`, folder))
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
  }, 120_000);

  test('the same market gives the same digest, over sockets too', () => {
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(digests[1]).toBe(digests[0]);
  });

  test('there are fills in USD, each with its fee', () => {
    const fills = json<readonly Fill[]>(cli(folder, ['fills', '--json'], env));
    expect(fills.length).toBeGreaterThan(2);
    expect(new Set(fills.map(({ currency }) => currency))).toEqual(new Set(['USD']));
    expect(fills.every(({ commission }) => Number(commission) > 0)).toBe(true);
  });

  test('reading verbs see the same market', () => {
    const quote = json(cli(folder, ['quote', 'BTC/USD', '--json'], env));
    expect(quote).toMatchObject({ venue: 'GEMINI', symbol: 'BTC/USD' });
    const series = json<{ bars: unknown[] }>(
      cli(folder, ['bars', 'BTC/USD', '--timeframe', '5m', '--limit', '7', '--json'], env),
    );
    expect(series.bars).toHaveLength(7);
  });
});
