/** `tradewright collect`: the market of a watchlist on disk, and not one order byte. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '@tradewright/core';
import { CompanyReportStore, MarketDataStore } from '@tradewright/store';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aFolder, json, runCli, startCli } from './cli.ts';

type Document = {
  readonly session: string;
  readonly venue: string;
  readonly file: string;
  readonly symbols: readonly Record<string, unknown>[];
};

let tws: TwsSimulator;
let env: Record<string, string>;
let folder = '';
let moves: NodeJS.Timeout;

beforeEach(async () => {
  folder = aFolder();
  tws = new TwsSimulator({ clock: new SystemClock() });
  const port = await tws.listen();
  tws.faults.readOnly = true;
  env = { ACTIVE_EXCHANGE: 'IB', IB_PORT: String(port), MARKET_DATA_INTERVAL_SECONDS: '1' };
  tws.setQuote('AUD/USD', { bid: 0.65, ask: 0.65005, bidSize: 5_000, askSize: 5_000 });
  let bid = 45;
  moves = setInterval(() => {
    bid += 0.01;
    tws.setQuote('BHP/AUD', { bid, ask: bid + 0.01, bidSize: 5_000, askSize: 5_000 });
  }, 100);
});

afterEach(() => {
  clearInterval(moves);
  return tws.close();
});

test('beside a Read-Only API it records quotes and reports; a fresh report is not asked for again', async () => {
  const report = new URL('../../fixtures/fundamentals/snapshot-no-cik.xml', import.meta.url);
  tws.reports.set('BHP/AUD ReportSnapshot', readFileSync(report, 'utf8'));
  const words = ['collect', 'BHP/AUD', 'AUD/USD', '--for', '3', '--json'];
  const first = await runCli(folder, words, env);
  expect([first.code, first.err]).toEqual([0, '']);
  const body = json<Document>(first);
  expect(body.symbols).toMatchObject([
    { symbol: 'BHP/AUD', delayed: false, fundamentals: 'kept' },
    { symbol: 'AUD/USD', fundamentals: 'not-offered' },
  ]);
  const store = new MarketDataStore(body.file, body.session);
  const rows = store.quotes('BHP/AUD');
  store.close();
  expect(rows.length).toBe(body.symbols[0]?.['rows']);
  expect(rows.length).toBeGreaterThanOrEqual(2);
  expect(rows.at(-1)).toMatchObject({ venue: 'IB', bidSize: 5_000 });
  const reports = new CompanyReportStore(body.file, 'reader');
  expect(reports.latest('BHP/AUD')).toMatchObject({ facts: { symbol: 'BHP/AUD', cik: null } });
  reports.close();
  const second = await runCli(folder, words, env);
  expect(json<Document>(second).symbols[0]).toMatchObject({ fundamentals: 'fresh' });
  const orderBytes = tws.received.filter(([kind = '']) => ['3', '4', '58'].includes(kind));
  expect(orderBytes).toEqual([]);
}, 120_000);

test('a signal ends it in order, with what was heard on disk', async () => {
  const running = startCli(folder, ['collect', 'BHP/AUD', '--json'], env);
  const isListening = (): boolean => tws.received.some(([kind]) => kind === '1');
  await vi.waitFor(() => expect(isListening()).toBe(true), { timeout: 30_000 });
  running.child.kill('SIGTERM');
  const body = JSON.parse(await running.line) as Document;
  expect(await running.ended).toBe(143);
  const store = new MarketDataStore(body.file, body.session);
  expect(store.quotes('BHP/AUD')).toHaveLength(Number(body.symbols[0]?.['rows']));
  store.close();
}, 60_000);

test('PAPER is played to the end of its data; the watchlist comes from the configuration', async () => {
  writeFileSync(join(folder, 'tradewright.yaml'), 'collector: { watchlist: [BTC/USD] }\n');
  const result = await runCli(folder, ['collect', '--json']);
  expect([result.code, result.err]).toEqual([0, '']);
  const body = json<Document>(result);
  expect(body).toMatchObject({ venue: 'PAPER', symbols: [{ symbol: 'BTC/USD' }] });
  expect(body.symbols[0]?.['rows']).toBeGreaterThan(1_000);
}, 60_000);

test.each([
  [['collect'], {}, 'COLLECTOR_WATCHLIST'],
  [['collect', 'BHP/AUD', '--for', '0'], {}, '--for was "0"'],
  [['collect', 'NOPE/AUD', '--for', '1'], {}, 'NOPE/AUD'],
  [['collect', 'BHP/AUD'], { DATA_STORE_BACKEND: 'none' }, 'DATA_STORE_BACKEND'],
])(
  '%j with %j is refused with its reason',
  async (words, more, reason) => {
    const result = await runCli(folder, words, { ...env, ...more });
    expect([result.code, result.err]).toEqual([2, expect.stringContaining(reason)]);
  },
  60_000,
);
