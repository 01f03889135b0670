/** The bootstrap in a folder of its own, with an npm and a compiler that only take notes. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../rules/source-files.ts';

const script = join(root, 'scripts/bootstrap.mjs');

function aCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  const note = (what: string): string =>
    `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'notes'))}, '${what}\\n'); console.log('noise');`;
  mkdirSync(join(folder, 'node_modules/typescript/bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/typescript/bin/tsc'), note('build'));
  writeFileSync(join(folder, 'npm.cjs'), note('install'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  return folder;
}

function bootstrap(
  folder: string,
): Promise<{ readonly code: number | null; readonly out: string }> {
  const env = { ...process.env, TRADEWRIGHT_ROOT: folder, npm_execpath: join(folder, 'npm.cjs') };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out })));
}

const notes = (folder: string): string[] =>
  readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n');

describe('bootstrap', () => {
  test('installs once, builds each time, and leaves standard output alone', async () => {
    const folder = aCheckout();
    expect(await bootstrap(folder)).toEqual({ code: 0, out: '' });
    await bootstrap(folder);
    expect(notes(folder)).toEqual(['install', 'build', 'build']);
  });

  test('installs again when the lockfile changed', async () => {
    const folder = aCheckout();
    await bootstrap(folder);
    writeFileSync(join(folder, 'package-lock.json'), '{ "changed": true }');
    await bootstrap(folder);
    expect(notes(folder).filter((line) => line === 'install')).toHaveLength(2);
  });

  test('two at once install once', async () => {
    const folder = aCheckout();
    await Promise.all([bootstrap(folder), bootstrap(folder)]);
    expect(notes(folder).filter((line) => line === 'install')).toHaveLength(1);
  });

  test('a build that fails is a failure, and the lock is given back', async () => {
    const folder = aCheckout();
    writeFileSync(join(folder, 'node_modules/typescript/bin/tsc'), 'process.exit(3)');
    expect((await bootstrap(folder)).code).toBe(1);
    expect(existsSync(join(folder, '.bootstrap-lock'))).toBe(false);
  });

  test('the lock of a process that has died is taken over', async () => {
    const folder = aCheckout();
    mkdirSync(join(folder, '.bootstrap-lock'));
    writeFileSync(join(folder, '.bootstrap-lock/pid'), '999999999');
    expect((await bootstrap(folder)).code).toBe(0);
  });
});
