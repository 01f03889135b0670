/** The demo as a newcomer meets it. Needs a build, which `npm test` makes. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Decimal, type Fill } from '@tradewright/core';
import { aFolder, cli, json, startCli } from './cli.ts';

/** A decision every minute: the session lasts long enough to be caught in the middle. */
const slow = { LOOP_INTERVAL_SECONDS: '60' };

type Session = {
  readonly id: string;
  readonly status: string;
  readonly digest: string | null;
  readonly fills: number;
  readonly fees: string;
  readonly ledgerImbalance: Readonly<Record<string, string>>;
  readonly positions: readonly { readonly symbol: string; readonly quantity: string }[];
};

describe('two demo sessions in one folder', () => {
  const folder = aFolder();
  let sessions: readonly Session[] = [];

  beforeAll(() => {
    const first = cli(folder, ['demo']);
    expect(first.code, first.err).toBe(0);
    expect(first.out).toContain('OFFLINE RULES - not an AI model');
    expect(first.out).toContain('Last fills');
    const second = cli(folder, ['demo', '--json']);
    expect(second.code, second.err).toBe(0);
    sessions = json<readonly Session[]>(cli(folder, ['sessions', '--json']));
  }, 60_000);

  test('are two sessions with fills and the same digest', () => {
    expect(sessions).toHaveLength(2);
    expect(sessions[0]?.fills).toBeGreaterThan(10);
    expect(sessions[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(sessions[1]?.digest).toBe(sessions[0]?.digest);
  });

  test('replay to that digest, and their chain holds', () => {
    const id = sessions[0]?.id ?? '';
    expect(json(cli(folder, ['replay', id, '--json']))).toMatchObject({
      equal: true,
      digest: sessions[0]?.digest,
    });
    expect(cli(folder, ['verify', id]).code).toBe(0);
  });

  test('have a ledger that balances to zero, and fills that sum up to the positions', () => {
    const one = json<Session>(cli(folder, ['sessions', sessions[1]?.id ?? '', '--json']));
    expect(Object.values(one.ledgerImbalance)).toEqual(['0']);
    const fills = json<readonly Fill[]>(cli(folder, ['fills', '--json', '--session', one.id]));
    const sum = fills.reduce(
      (total, fill) =>
        fill.side === 'buy'
          ? total.plus(Decimal.from(fill.quantity))
          : total.minus(Decimal.from(fill.quantity)),
      Decimal.zero,
    );
    expect(one.positions).toMatchObject([{ symbol: 'BTC/USD', quantity: sum.toString() }]);
    const fees = fills.reduce(
      (total, fill) => total.plus(Decimal.from(fill.commission ?? '0')),
      Decimal.zero,
    );
    expect(one.fees).toBe(fees.toString());
  });

  test('answer every reading verb with one JSON document', () => {
    for (const words of [
      ['account'],
      ['positions'],
      ['orders', '--all'],
      ['fills'],
      ['decisions'],
      ['quote', 'BTC/USD'],
      ['book', 'BTC/USD'],
      ['bars', 'BTC/USD'],
    ]) {
      const result = cli(folder, [...words, '--json']);
      expect(result.code, words.join(' ')).toBe(0);
      expect(() => json(result)).not.toThrow();
    }
  });

  test('write database, tapes, telemetry and recorded market data', () => {
    const data = join(folder, 'data');
    expect(readdirSync(join(data, 'sessions'))).toHaveLength(2);
    for (const name of ['tradewright.db', 'market.db', 'telemetry.log'])
      expect(existsSync(join(data, name)), name).toBe(true);
  });
});

test('a run goes on with its portfolio, and says when the data is over', () => {
  const folder = aFolder();
  const env = { AGENT_MODE: 'auto-paper' };
  expect(cli(folder, ['run', '--json'], env).code).toBe(0);
  const again = cli(folder, ['run', '--json'], env);
  expect(again.code, again.err).toBe(0);
  const [first, second] = json<readonly Session[]>(cli(folder, ['sessions', '--json']));
  expect(first?.fills).toBeGreaterThan(10);
  expect(second?.fills).toBe(0);
});

test('recorded shares in AUD run too, and keep whole quantities', () => {
  const folder = aFolder();
  const file = join(import.meta.dirname, '../../fixtures/bars/asx-BHP-1d.csv.gz');
  const env = { PAPER_DATA: `BHP/AUD=${file}`, BASE_CURRENCY: 'aud' };
  const demo = cli(folder, ['demo', '--json'], env);
  expect(demo.code, demo.err).toBe(0);
  expect(json<{ baseCurrency: string }>(demo).baseCurrency).toBe('AUD');
  const fills = json<readonly Fill[]>(cli(folder, ['fills', '--json'], env));
  expect(fills.every((fill) => /^\d+$/.test(fill.quantity))).toBe(true);
});

test('a session killed in the middle reads as interrupted, balances, and the next one starts', async () => {
  const folder = aFolder();
  const { child, ended } = startCli(folder, ['demo'], slow);
  await until(() => {
    const listed = cli(folder, ['sessions', '--json']);
    return listed.code === 0 && (json<readonly Session[]>(listed)[0]?.fills ?? 0) > 0;
  });
  child.kill('SIGKILL');
  await ended;
  const [killed] = json<readonly Session[]>(cli(folder, ['sessions', '--json']));
  expect(killed).toMatchObject({ status: 'interrupted', digest: null });
  const details = json<Session>(cli(folder, ['sessions', killed?.id ?? '', '--json']));
  expect(Object.values(details.ledgerImbalance)).toEqual(['0']);
  expect(cli(folder, ['verify', killed?.id ?? '']).code).toBe(0);
  expect(cli(folder, ['replay', killed?.id ?? '']).code).toBe(1);
  expect(cli(folder, ['demo', '--json']).code).toBe(0);
}, 60_000);

test('an interrupt stops in order: the session is stopped, has a digest and replays', async () => {
  const folder = aFolder();
  const { child, ended } = startCli(folder, ['demo', '--json'], slow);
  await until(() => cli(folder, ['sessions', '--json']).out.includes('"running"'));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const [stopped] = json<readonly Session[]>(cli(folder, ['sessions', '--json']));
  expect(stopped).toMatchObject({ status: 'stopped' });
  expect(json(cli(folder, ['replay', stopped?.id ?? '', '--json']))).toMatchObject({ equal: true });
}, 60_000);

describe('bad input', () => {
  test.for([
    [['quote', 'BTCUSD'], {}, 2, 'did you mean BTC/USD'],
    [['quote', 'ETH/USD'], {}, 2, 'it trades BTC/USD'],
    [['bars', 'BTC/USD', '--timeframe', '7m'], {}, 2, '--timeframe was "7m"'],
    [['demo'], { MIN_TRADE_SIZE: '6000' }, 2, 'every order would be refused'],
    [['demo'], { PAPER_DATA: 'BTC/USD=nowhere.csv' }, 1, 'nowhere.csv'],
    [['demo'], { DATA_PATH: '/dev/null/nowhere' }, 2, 'DATA_PATH'],
    [['demo'], { COLLECTOR_WATCHLIST: 'ETH/USD' }, 2, 'has no data at PAPER'],
    [['demo'], { ALLOWED_SYMBOLS: 'ETH/USD' }, 2, 'no symbol'],
    [['demo', '--json'], { LOG_DESTINATION: 'stdout' }, 2, 'LOG_DESTINATION'],
    [['run'], { ACTIVE_EXCHANGE: 'NOWHERE' }, 2, '"nowhere" was not an exchange of ccxt'],
    [['sessions'], {}, 2, 'tradewright demo'],
    [['nonsense'], {}, 2, 'unknown command'],
  ] as const)('%j %j exits with %i and names the fix', ([words, env, code, text]) => {
    const result = cli(aFolder(), words, env);
    expect(result.code).toBe(code);
    expect(result.err + result.out).toContain(text);
    expect(result.err).not.toContain('    at ');
  });

  test('with --json an error is one document on standard output', () => {
    expect(json(cli(aFolder(), ['quote', 'BTCUSD', '--json']))).toMatchObject({
      error: { code: 'SYMBOL_INVALID', outcome: null },
    });
  });
});

/** Asks again until it is so; each question is a process of its own, so no time is spent idle. */
async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (condition()) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  throw new Error('it never came to be');
}
