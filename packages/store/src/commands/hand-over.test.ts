import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { SystemClock, TradewrightError } from '@tradewright/core';
import { AccountLock } from '../lock/account-lock.ts';
import { CommandServer } from './command-server.ts';
import { CommandTable } from './command-table.ts';
import { askHolder, handOver } from './hand-over.ts';
import { commandSocketPath } from './socket-path.ts';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function aPlace(deadlineMs = 20_000) {
  const folder = mkdtempSync(join(tmpdir(), 'hand-'));
  const account = { folder, venue: 'PAPER', accountId: 'DU1' };
  return { account, path: join(folder, 'commands.db'), clock: new SystemClock(), deadlineMs };
}

/** A bot in a process of its own. */
async function aBot(folder: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, '../testing/hold-account.mjs');
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return child;
}

function done(folder: string): readonly string[] {
  const path = join(folder, 'done.txt');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

const failureOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'it succeeded',
    (error: unknown) => (TradewrightError.is(error) ? [error.code, error.outcome] : error),
  );

describe('handOver', () => {
  test('a bot in another process carries a command out once and answers', async () => {
    const place = aPlace();
    const bot = await aBot(place.account.folder);
    const result = await handOver('c1', { verb: 'pause' }, place);
    expect(result).toEqual({ outcome: 'done', message: 'pause done', body: { pid: bot.pid } });
    expect(done(place.account.folder)).toEqual(['c1']);
  });

  test('twenty verbs at once are each carried out once', async () => {
    const place = aPlace();
    await aBot(place.account.folder);
    const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const results = await Promise.all(ids.map((id) => handOver(id, { verb: 'pause' }, place)));
    expect(results.every((result) => result?.outcome === 'done')).toBe(true);
    expect(done(place.account.folder).toSorted()).toEqual(ids.toSorted());
  });

  test('a second wake for the same command does not carry it out again', async () => {
    const place = aPlace();
    await aBot(place.account.folder);
    await handOver('c1', { verb: 'pause' }, place);
    const socket = createConnection(commandSocketPath(place.account));
    socket.write('{"command":"c1"}\n');
    const reply = await new Promise<string>((resolve) =>
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    );
    expect(JSON.parse(reply)).toEqual({ taken: false });
    expect(done(place.account.folder)).toEqual(['c1']);
  });

  test('without a bot nobody is told and the caller may take the account', async () => {
    const place = aPlace();
    expect(await handOver('c1', { verb: 'pause' }, place)).toBeUndefined();
    expect(existsSync(place.path)).toBe(false);
  });

  test('a bot that dies with the command in hand leaves its outcome unknown', async () => {
    const place = aPlace();
    await aBot(place.account.folder);
    const failure = await failureOf(handOver('c1', { verb: 'kill', reason: 'die' }, place));
    expect(failure).toEqual(['COMMAND_LOST', 'unknown']);
    expect(done(place.account.folder)).toEqual(['c1']);
  });

  test('a bot that took the command and is silent: unknown at the deadline', async () => {
    const place = aPlace(500);
    await aBot(place.account.folder);
    const failure = await failureOf(handOver('c1', { verb: 'kill', reason: 'never' }, place));
    expect(failure).toEqual(['COMMAND_TIMEOUT', 'unknown']);
  });

  test('a frozen bot: the command is withdrawn and stays undone when the bot wakes', async () => {
    const place = aPlace(500);
    const bot = await aBot(place.account.folder);
    bot.kill('SIGSTOP');
    const failure = await failureOf(handOver('c1', { verb: 'pause' }, place));
    expect(failure).toEqual(['COMMAND_TIMEOUT', 'not-sent']);
    bot.kill('SIGCONT');
    await handOver('c2', { verb: 'pause' }, { ...place, deadlineMs: 20_000 });
    expect(done(place.account.folder)).toEqual(['c2']);
  });

  test('a table that another process holds: the command never stood there, and nothing is withdrawn', async () => {
    const place = aPlace(300);
    await aBot(place.account.folder);
    new CommandTable(place.path).close();
    const frozen = new Database(place.path);
    frozen.exec('BEGIN IMMEDIATE');
    const failure = await failureOf(handOver('c1', { verb: 'pause' }, place));
    expect(failure).toEqual(['COMMAND_TIMEOUT', 'not-sent']);
    frozen.exec('ROLLBACK');
    frozen.close();
    expect(new CommandTable(place.path).progress('c1').taken).toBe(false);
    expect(done(place.account.folder)).toEqual([]);
  });

  test('a question is answered without a command', async () => {
    const place = aPlace();
    expect(await askHolder('orders', null, place)).toBeUndefined();
    await aBot(place.account.folder);
    const reply = await askHolder('orders', { all: true }, place);
    expect(reply).toEqual({ answer: { question: 'orders', about: { all: true } } });
  });
});

describe('CommandTable', () => {
  test('a command is taken or withdrawn, never both, and only by the owner it was meant for', () => {
    const table = new CommandTable(aPlace().path);
    const base = {
      account: 'a',
      token: 3,
      command: { verb: 'pause' },
      created: 0,
      expires: 10,
    } as const;
    for (const id of ['one', 'two', 'three', 'four']) table.add({ id, ...base });
    expect(table.take('one', { account: 'a', token: 4 }, 1)).toBeUndefined();
    expect(table.take('one', { account: 'b', token: 3 }, 1)).toBeUndefined();
    expect(table.take('one', { account: 'a', token: 3 }, 1)).toEqual({ verb: 'pause' });
    expect(table.take('one', { account: 'a', token: 3 }, 1)).toBeUndefined();
    expect(table.withdraw('one', 2)).toBe(false);
    expect(table.withdraw('two', 2)).toBe(true);
    expect(table.take('two', { account: 'a', token: 3 }, 3)).toBeUndefined();
    expect(table.take('three', { account: 'a', token: 3 }, 10)).toBeUndefined();
    table.finish('four', { outcome: 'done', message: '', body: null }, 4);
    expect(table.progress('four')).toEqual({ taken: false, result: undefined });
    table.close();
  });
});

describe('CommandServer', () => {
  test('a handler that throws is a result too, and garbage on the socket harms nobody', async () => {
    const place = aPlace();
    const lock = AccountLock.acquire(place.account);
    const server = await CommandServer.listen({
      account: place.account,
      token: lock.token,
      path: place.path,
      clock: place.clock,
      handle: () => Promise.reject(new TradewrightError('SYMBOL_UNKNOWN', 'X/Y was not known.')),
      answer: () => {
        throw new TradewrightError('USAGE', 'no such question');
      },
    });
    for (const text of ['no json\n', '{"command":7}\n', '{}\n']) {
      const socket = createConnection(commandSocketPath(place.account));
      socket.write(text);
      await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    }
    const result = await handOver('c1', { verb: 'pause' }, place);
    expect(result).toMatchObject({
      outcome: 'failed',
      body: { error: { code: 'SYMBOL_UNKNOWN' } },
    });
    expect(await failureOf(askHolder('x', null, place))).toEqual(['COMMAND_TIMEOUT', undefined]);
    await server.close();
    lock.release();
    expect(await handOver('c2', { verb: 'pause' }, place)).toBeUndefined();
  });

  test('a socket name stays short in the deepest folder', () => {
    const folder = join(tmpdir(), 'deep'.repeat(60));
    const path = commandSocketPath({ folder, venue: 'PAPER', accountId: 'DU1' });
    expect(Buffer.byteLength(path)).toBeLessThan(104);
  });
});
