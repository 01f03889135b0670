/** The README's snippets and everything in examples/ compile and run, offline, on the built packages. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { filesBelow, root, rootFile } from './source-files.ts';

const snippets = [...rootFile('README.md').matchAll(/```ts run\n([\s\S]*?)```/g)].map(
  (match, index) => [`README ${index + 1}`, match[1] ?? ''] as const,
);
const examples = filesBelow('examples', /\.ts$/).map(({ path, text }) => [path, text] as const);
const folder = join(root, 'node_modules/.readme');
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
};

test('there are snippets and examples, each short enough to read at a glance', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(2);
  const numbers = examples.map(([path]) => Number(/\d+/.exec(path)?.[0]));
  expect(numbers).toEqual(examples.map((_, index) => index + 1));
  expect(examples.length).toBeGreaterThanOrEqual(8);
  expect(examples.filter(([, text]) => text.split('\n').length > 40)).toEqual([]);
});

test.for([...snippets, ...examples])('%s compiles and runs', ([name, text]) => {
  const place = join(folder, name.replaceAll(/\W+/g, '-'));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(place, 'example.ts'), text);
  writeFileSync(
    join(place, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['example.ts'] }),
  );
  const compiled = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', place],
    { encoding: 'utf8' },
  );
  expect(compiled.stdout + compiled.stderr).toBe('');
  const ran = spawnSync(process.execPath, [join(place, 'example.js')], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(ran.stderr).toBe('');
  expect(ran.stdout.trim()).not.toBe('');
});
