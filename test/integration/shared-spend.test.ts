/** Two bots on one data folder and one budget. @module */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { SharedSums } from '@tradewright/store';
import { aFolder } from './cli.ts';

const script = join(import.meta.dirname, 'spend-until-refused.mjs');

type Ended = { readonly taken: number; readonly reason: string };

/** Starts a spender; `ready` resolves once it waits for the word. */
function aSpender(path: string, cap: string) {
  const child = spawn(process.execPath, [script, path, cap], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => (await lines.next()).value ?? '';
  return { ready: line(), go: () => child.stdin.write('go\n'), line };
}

test('two processes that spend at the same time stay under the cap together, and use it up', async () => {
  const path = join(aFolder(), 'spend.db');
  const cap = 0.6;
  const spenders = [aSpender(path, String(cap)), aSpender(path, String(cap))];
  await Promise.all(spenders.map(({ ready }) => ready));
  for (const { go } of spenders) go();
  const ends = await Promise.all(
    spenders.map(async ({ line }) => JSON.parse(await line()) as Ended),
  );
  expect(ends.map(({ reason }) => reason)).toEqual(['day', 'day']);
  const store = new SharedSums(path);
  const day = new Date().toISOString().slice(0, 10);
  const kept = store.exclusively((sums) => sums.get(`spend:${day}`)) ?? '';
  store.close();
  const [usd = 0, calls = 0] = kept.split(' ').map(Number);
  expect(calls).toBe(ends.reduce((sum, { taken }) => sum + taken, 0));
  expect(usd).toBeLessThanOrEqual(cap);
  expect(usd).toBeGreaterThan(cap - 0.02);
}, 60_000);
