/** The embedded venue answers the questions that any other does, with no bot beside it. @module */
import { expect, test } from 'vitest';
import { aFolder, json, runCli } from './cli.ts';

test('PAPER is healthy before anything ran, and has no caps to show', async () => {
  const folder = aFolder();
  const health = await runCli(folder, ['health', '--json']);
  expect(health.code, health.err + health.out).toBe(0);
  expect(json(health)).toMatchObject({
    connected: true,
    venue: 'PAPER',
    accountId: 'PAPER',
    paper: true,
    market: [{ symbol: 'BTC/USD', phase: 'open' }],
    caps: [],
    problems: [],
  });
  const caps = await runCli(folder, ['caps', '--json']);
  expect([caps.code, json(caps)]).toMatchObject([1, { error: { code: 'NOT_READY' } }]);
});
