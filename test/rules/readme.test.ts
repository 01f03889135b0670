/** The README's snippets and everything in examples/ compile and run, offline, on the built packages. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runSnippet } from './run-snippet.ts';
import { filesBelow, root, rootFile } from './source-files.ts';

const snippets = [...rootFile('README.md').matchAll(/```ts run\n([\s\S]*?)```/g)].map(
  (match, index) => [`README ${index + 1}`, match[1] ?? ''] as const,
);
const examples = filesBelow('examples', /\.ts$/).map(({ path, text }) => [path, text] as const);
const folder = join(root, 'node_modules/.readme');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there are snippets and examples, each short enough to read at a glance', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(2);
  const numbers = examples.map(([path]) => Number(/\d+/.exec(path)?.[0]));
  expect(numbers).toEqual(examples.map((_, index) => index + 1));
  expect(examples.length).toBeGreaterThanOrEqual(8);
  expect(examples.filter(([, text]) => text.split('\n').length > 40)).toEqual([]);
});

test.for([...snippets, ...examples])('%s compiles and runs', ([name, text]) => {
  expect(runSnippet(folder, name, text)).not.toBe('');
});
