/** Compiles and runs a piece of documentation on the built packages. @module */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from './source-files.ts';

const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
};

/** What it printed; neither the compiler nor the program may complain. */
export function runSnippet(folder: string, name: string, text: string): string {
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
  return ran.stdout.trim();
}
