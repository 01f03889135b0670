/** Examples in the README compile and run, on the built packages. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root, rootFile } from './source-files.ts';

const snippets = [...rootFile('README.md').matchAll(/```ts run\n([\s\S]*?)```/g)].map(
  (match) => match[1] ?? '',
);
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

test('the README has examples', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(2);
});

test.for(snippets.map((text, index) => [index, text] as const))(
  'example %i compiles and runs',
  ([index, text]) => {
    const place = join(folder, String(index));
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
  },
);
