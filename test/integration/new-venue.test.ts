/** The page on new venues builds a venue, and the contract judges it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runSnippet } from '../rules/run-snippet.ts';
import { root, rootFile } from '../rules/source-files.ts';

const folder = join(root, 'node_modules/.new-venue');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [code = ''] = [
  ...rootFile('docs/venues/new-venue.md').matchAll(/```ts run\n([\s\S]*?)```/g),
].map((match) => match[1] ?? '');

test('a ccxt venue is described in at most 60 lines', () => {
  expect(code).not.toBe('');
  expect(code.split('\n').length).toBeLessThanOrEqual(60);
});

test('the venue of the page passes every rule that it does not leave out', () => {
  const lines = runSnippet(folder, 'new-venue', code).split('\n');
  expect(lines).toHaveLength(1);
  const { passed, failed } = JSON.parse(lines[0] ?? '') as { passed: number; failed: number };
  expect(failed).toBe(0);
  expect(passed).toBeGreaterThan(100);
}, 400_000);
