/** `ACTIVE_EXCHANGE=IB IB_TEST_MODE=simulator`: a whole session over the real wire protocol, as a user runs it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Fill } from '@tradewright/core';
import { aFolder, json, runCli } from './cli.ts';

type Session = {
  readonly id: string;
  readonly venue: string;
  readonly baseCurrency: string;
  readonly fills: number;
  readonly fees: string | null;
  readonly ledgerImbalance: Readonly<Record<string, string>>;
};

const env = { ACTIVE_EXCHANGE: 'IB', IB_TEST_MODE: 'simulator' };
const folder = aFolder();
let session: Session;

/** The fills of a session that has ended, from its records. */
const fillsOf = async (from: string, id: string): Promise<readonly Fill[]> =>
  json(await runCli(from, ['fills', '--json', '--session', id], env));

beforeAll(async () => {
  const result = await runCli(folder, ['demo', '--json'], env);
  expect(result.code, result.err).toBe(0);
  session = json<Session>(result);
}, 120_000);

test('shares and pairs are filled under the AUD base, and the ledger balances in both currencies', async () => {
  expect(session).toMatchObject({ venue: 'IB', baseCurrency: 'AUD' });
  expect(session.fills).toBeGreaterThan(2);
  expect(new Set(Object.values(session.ledgerImbalance))).toEqual(new Set(['0']));
  const fills = await fillsOf(folder, session.id);
  expect(new Set(fills.map((fill) => fill.currency))).toEqual(new Set(['AUD', 'USD']));
  expect(session.fees).toMatch(/^\d+\.\d+$/);
}, 60_000);

test("IB's local symbols stay at the wire: none is in any file of the session or in its output", async () => {
  const files = readdirSync(join(folder, 'data'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const names = files.map((file) => file.slice(folder.length));
  for (const part of ['tradewright.db', 'market.db', 'telemetry.log', 'tape.jsonl'])
    expect(
      names.some((name) => name.includes(part)),
      part,
    ).toBe(true);
  const shown = await Promise.all(
    ['decisions', 'orders --all', 'positions', 'fills'].map((verb) =>
      runCli(folder, [...verb.split(' '), '--json', '--session', session.id], env),
    ),
  );
  const texts = [
    ...files.map((file) => [file, readFileSync(file, 'latin1')] as const),
    ...shown.map(({ out }, index) => [`output ${index}`, out] as const),
    ['session', JSON.stringify(session)] as const,
  ];
  expect(texts.some(([, text]) => text.includes('AUD/USD'))).toBe(true);
  for (const [name, text] of texts) expect(/\b(AUD|EUR)\.USD\b/.exec(text), name).toBe(null);
}, 60_000);

test('IB_TEST_MODE=playback lives the committed recording through again, with fills in AUD', async () => {
  const playback = { ...env, IB_TEST_MODE: 'playback' };
  const own = aFolder();
  const result = await runCli(own, ['demo', '--json'], playback);
  expect(result.code, result.err).toBe(0);
  const played = json<Session>(result);
  expect(played).toMatchObject({ venue: 'IB', baseCurrency: 'AUD' });
  const fills = await fillsOf(own, played.id);
  expect(fills.length).toBeGreaterThan(0);
  expect(new Set(fills.map((fill) => fill.currency))).toEqual(new Set(['AUD']));
}, 120_000);

test('reading verbs answer from a recording too', async () => {
  const fixture = join(import.meta.dirname, '../../fixtures/ib/reading-simulator.jsonl');
  const playback = { ...env, IB_TEST_MODE: 'playback', IB_FIXTURE: fixture };
  const quote = await runCli(aFolder(), ['quote', 'AUD/USD', '--json'], playback);
  expect(quote.code, quote.err).toBe(0);
  expect(json(quote)).toMatchObject({ symbol: 'AUD/USD', venue: 'IB' });
  const missing = { ...playback, IB_FIXTURE: 'nowhere.jsonl' };
  const failed = await runCli(aFolder(), ['quote', 'AUD/USD'], missing);
  expect([failed.code, failed.err]).toEqual([1, expect.stringContaining('nowhere.jsonl')]);
}, 60_000);
