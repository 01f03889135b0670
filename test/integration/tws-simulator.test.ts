/** The simulator as a process of its own, and reading verbs beside it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFolder, json, runCli, startCli, type RunningCli } from './cli.ts';

let simulator: RunningCli;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  simulator = startCli(aFolder(), ['tws-simulator', '--port', '0', '--step', '50', '--json']);
  const { port } = JSON.parse(await simulator.line) as { port: number };
  env = { ACTIVE_EXCHANGE: 'IB', IB_PORT: String(port) };
}, 30_000);

afterAll(async () => {
  simulator.child.kill('SIGTERM');
  expect(await simulator.ended).toBe(143);
});

test('a quote and bars are read from it like from a Gateway', async () => {
  const quote = await runCli(aFolder(), ['quote', 'BHP/AUD', '--json'], env);
  expect(quote.code, quote.err).toBe(0);
  expect(json<{ bid: number; ask: number }>(quote).bid).toBeGreaterThan(0);
  const bars = await runCli(aFolder(), ['bars', 'AUD/USD', '--limit', '30', '--json'], env);
  expect(json<{ bars: unknown[] }>(bars).bars).toHaveLength(30);
}, 60_000);

test('IB_TEST_MODE=simulator needs no process: the script is played to its end', async () => {
  const quote = await runCli(aFolder(), ['quote', 'CBA/AUD', '--json'], {
    ACTIVE_EXCHANGE: 'IB',
    IB_TEST_MODE: 'simulator',
  });
  expect(quote.code, quote.err).toBe(0);
  expect(json(quote)).toMatchObject({ symbol: 'CBA/AUD', venue: 'IB', delayed: false });
}, 60_000);

test('a port that is taken and a mad step are named', async () => {
  const taken = await runCli(aFolder(), ['tws-simulator', '--port', env['IB_PORT'] ?? '']);
  expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('could not be listened on')]);
  const mad = await runCli(aFolder(), ['tws-simulator', '--step', 'fast']);
  expect([mad.code, mad.err]).toEqual([2, expect.stringContaining('--step was "fast"')]);
}, 60_000);
