/** Runs the command line as a user does. @module */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The committed launcher. */
export const launcher = join(import.meta.dirname, '../../apps/bot/bin/tradewright.js');

/** A folder of its own for each test. */
export function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tradewright-'));
}

/** What a verb printed and how it ended. */
export type CliResult = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
};

/** Runs a verb to its end. */
export function cli(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): CliResult {
  const result = spawnSync(process.execPath, [launcher, ...words], {
    cwd: folder,
    env: environment(env),
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

/** A verb that runs; `ended` resolves to its exit code, `null` after a kill; `line` to the first it prints. */
export type RunningCli = {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly line: Promise<string>;
};

/** Starts a verb and leaves it running. */
export function startCli(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningCli {
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: folder,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => resolve(code)),
  );
  const line = new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  child.stdout.resume();
  return { child, ended, line };
}

/** A verb that serves; `out` resolves to the first line that it prints. */
export function startServer(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningCli & { readonly out: Promise<string> } {
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: folder,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const out = new Promise<string>((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => resolve(code)),
  );
  return { child, ended, out };
}

/** Runs a verb to its end without holding up this process, which may serve the other side. */
export function runCli(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: folder,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...texts })));
}

/** Parses what a verb printed with `--json`. */
export function json<Body>(result: CliResult): Body {
  return JSON.parse(result.out) as Body;
}

function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(HOME === undefined ? {} : { HOME }),
    ...env,
  };
}
