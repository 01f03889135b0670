/** The packages as others get them: packed, installed into an empty folder, compiled and run in a bot of their own. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publint } from 'publint';

const root = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'tradewright-packed-'));
const tarballs = join(work, 'tarballs');
afterAll(() => rmSync(work, { recursive: true, force: true }));

function run(command: string, ...given: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd: root, encoding: 'utf8' });
  expect(status, `${command} ${given.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

type Manifest = { readonly name: string; readonly dependencies?: Readonly<Record<string, string>> };

/**
 * Installs a package and what it depends on, and nothing else: ours from the tarballs, those of others
 * by a link to the copy that npm installed here, so that no network is needed.
 */
function install(folder: string, name: string): void {
  const target = join(folder, 'node_modules', name);
  mkdirSync(target, { recursive: true });
  const tarball = join(tarballs, `${name.replace('@', '').replace('/', '-')}-0.1.0.tgz`);
  run('tar', 'xzf', tarball, '-C', target, '--strip-components=1');
  const { dependencies } = JSON.parse(
    readFileSync(join(target, 'package.json'), 'utf8'),
  ) as Manifest;
  for (const needed of Object.keys(dependencies ?? {})) {
    if (readdirSync(join(folder, 'node_modules'), { recursive: false }).includes(needed)) continue;
    if (needed.startsWith('@tradewright/')) {
      if (!readdirSync(join(folder, 'node_modules/@tradewright')).includes(needed.slice(13)))
        install(folder, needed);
    } else link(folder, needed);
  }
}

function link(folder: string, name: string): void {
  const target = join(folder, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true });
  symlinkSync(join(root, 'node_modules', name), target, 'dir');
}

/** Compiles a bot where only its packages are, and runs it with plain Node. */
function runBot(bot: string, packages: readonly string[]): { printed: string; ours: string[] } {
  const folder = join(work, bot);
  mkdirSync(folder);
  for (const name of packages) install(folder, name);
  link(folder, '@types/node');
  copyFileSync(join(import.meta.dirname, 'foreign-bots', `${bot}.ts`), join(folder, 'bot.ts'));
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
  };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, types: ['node'] }, files: ['bot.ts'] }),
  );
  run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', folder);
  const printed = run(process.execPath, join(folder, 'bot.js'));
  return { printed, ours: readdirSync(join(folder, 'node_modules/@tradewright')).toSorted() };
}

describe('packed packages', () => {
  beforeAll(() => {
    mkdirSync(tarballs);
    run('npm', 'pack', '--workspaces', '--silent', '--pack-destination', tarballs);
  });

  test.for([
    ['ib-bot', '@tradewright/venue-ib', 'BHP/AUD'],
    ['ccxt-bot', '@tradewright/venue-ccxt', 'BTC/USD'],
  ] as const)('%s places, watches and cancels with %s alone', ([bot, name, symbol]) => {
    const { printed, ours } = runBot(bot, [name]);
    const lines = printed.trim().split('\n');
    expect([lines[0], lines.at(-1)]).toEqual([`${symbol} working`, `${symbol} canceled`]);
    expect(ours).toEqual(['core', name.slice(13), 'venue-kit'].toSorted());
  });

  test('paper-bot trades on paper through the ccxt facade', () => {
    const { printed, ours } = runBot('paper-bot', ['@tradewright/sim']);
    expect(printed.trim().split('\n')).toEqual(['BHP/AUD open', 'BHP/AUD canceled']);
    expect(ours).toEqual(['core', 'sim', 'venue-kit']);
  });

  test('every tarball is clean for publint, has types and maps, and no build state', async () => {
    const names = readdirSync(tarballs);
    expect(names.length).toBeGreaterThanOrEqual(10);
    for (const name of names) {
      const bytes = readFileSync(join(tarballs, name));
      const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
      const { messages } = await publint({
        pack: { tarball },
        strict: true,
      });
      expect(messages, name).toEqual([]);
      const listed = run('tar', 'tzf', join(tarballs, name)).split('\n');
      for (const end of ['/index.d.ts', '/index.js.map', '/index.d.ts.map'])
        expect(
          listed.some((path) => path.endsWith(end)),
          `${name} ${end}`,
        ).toBe(true);
      expect(
        listed.filter((path) => /tsbuildinfo|\.test\.ts$/.test(path)),
        name,
      ).toEqual([]);
    }
  });

  test.for(['core', 'venue-kit', 'sim', 'venue-ib', 'venue-ccxt'])(
    'the types of %s are right for ESM and bundlers',
    (name) => {
      const tarball = join(tarballs, `tradewright-${name}-0.1.0.tgz`);
      const cli = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
      const said = run(process.execPath, cli, tarball, '--profile', 'esm-only', '--format', 'json');
      expect(said).toContain('"analysis"');
    },
  );
});
