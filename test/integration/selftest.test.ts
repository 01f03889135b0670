/** `tradewright selftest` as a user runs it, and the test run in the docs that it made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder, json, runCli } from './cli.ts';

type Body = {
  readonly ok: boolean;
  readonly checks: readonly { readonly check: string; readonly state: string }[];
};
const committed = readFileSync(
  join(import.meta.dirname, '../../docs/venues/ib-test-run.md'),
  'utf8',
);
const simulator = { ACTIVE_EXCHANGE: 'IB', IB_TEST_MODE: 'simulator' };

test('on the simulator all is well, and the report says what it was made on', async () => {
  const folder = aFolder();
  const result = await runCli(folder, ['selftest', '--json', '--report', 'run.md'], simulator);
  expect(result.code, result.out + result.err).toBe(0);
  const { ok, checks } = json<Body>(result);
  expect(ok).toBe(true);
  const report = readFileSync(join(folder, 'run.md'), 'utf8');
  expect(report).toContain('source: THE SIMULATOR');
  // The committed run has the same checks, and does not pass for one at a Gateway.
  for (const text of [report, committed])
    for (const { check } of checks) expect(text).toContain(`| ${check} |`);
  expect(committed).toContain('source: THE SIMULATOR');
}, 60_000);

test('it runs on PAPER too, in a portfolio of its own', async () => {
  const result = await runCli(aFolder(), ['selftest', '--json']);
  expect([result.code, json<Body>(result).ok]).toEqual([0, true]);
}, 60_000);

test('nobody at the port exits 1, a bad symbol and an unwritable report 2', async () => {
  const nobody = { ACTIVE_EXCHANGE: 'IB', IB_PORT: '1' };
  const refused = await runCli(aFolder(), ['selftest', '--symbol', 'BHP/AUD'], nobody);
  expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('FAILED')]);
  const bad = await runCli(aFolder(), ['selftest', '--symbol', 'BHP.AUD'], simulator);
  expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('BHP/AUD')]);
  const unwritable = await runCli(aFolder(), ['selftest', '--report', '/dev/null/x'], simulator);
  expect([unwritable.code, unwritable.err]).toEqual([2, expect.stringContaining('--report')]);
}, 60_000);
