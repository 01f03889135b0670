/** A running bot and the verbs beside it: one holds the account, the others hand their commands over. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SystemClock, type OrderView } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, json, runCli, startCli, type CliResult, type RunningCli } from './cli.ts';

let tws: TwsSimulator;
let env: Record<string, string> = {};
let folder = '';
let bot: RunningCli;

const order = (parts: object = {}): string =>
  JSON.stringify({
    action: 'BUY',
    symbol: 'BHP',
    currency: 'AUD',
    quantity: 20,
    orderType: 'LMT',
    limitPrice: 45,
    outsideRth: true,
    transmit: true,
    ...parts,
  });

// Each verb is a process of its own, and these tests run many of them one after another.
const patient = { timeout: 240_000 };

beforeEach(async () => {
  folder = aFolder();
  tws = new TwsSimulator({ clock: new SystemClock() });
  const port = await tws.listen();
  tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300, last: 45.11 });
  env = {
    ACTIVE_EXCHANGE: 'IB',
    IB_PORT: String(port),
    ALLOWED_SYMBOLS: 'BHP/AUD',
    WATCHDOG_SECONDS: '0',
  };
  await startBot();
});

async function startBot(): Promise<void> {
  bot = startCli(folder, ['run'], env);
  await until(() => existsSync(join(folder, 'data/commands.db')));
}

afterEach(async () => {
  bot.child.kill('SIGCONT');
  bot.child.kill('SIGKILL');
  await bot.ended;
  await tws.close();
});

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isTrue()); tries += 1) {
    if (tries > 400) throw new Error('it never came about');
    await sleep(100);
  }
}

const tw = (...words: string[]): Promise<CliResult> => runCli(folder, words, env);
const place = (parts: object = {}): Promise<CliResult> => tw('place', '--json', order(parts));
type Placed = OrderView & { readonly outcome: string };
type Session = { readonly status: string; readonly orders: number };

test(
  'orders, questions, pause and stop go through the bot, which keeps the account',
  patient,
  async () => {
    const placed = await place({ orderRef: 'june-7' });
    expect(placed.code, placed.err + placed.out).toBe(0);
    const { clientOrderId } = json<Placed>(placed);
    const [seen] = json<OrderView[]>(await tw('orders', '--json'));
    expect(seen).toMatchObject({ clientOrderId, tag: 'june-7', status: 'working' });
    const many = await Promise.all([place(), place(), place()]);
    expect(many.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(tws.received.filter(([kind]) => kind === '3')).toHaveLength(4);
    expect((await tw('pause')).code).toBe(0);
    expect((await place()).code).toBe(3);
    expect((await tw('cancel', '--all')).code).toBe(0);
    expect((await tw('resume')).code).toBe(0);
    expect(json<OrderView[]>(await tw('orders', '--json'))).toEqual([]);
    bot.child.kill('SIGINT');
    expect(await bot.ended).toBe(130);
    const sessions = json<Session[]>(await tw('sessions', '--json'));
    expect(sessions).toMatchObject([{ status: 'stopped', orders: 4 }]);
  },
);

test(
  'the kill file, which anybody can make, cancels entries and stays until it is cleared',
  patient,
  async () => {
    expect((await place()).code).toBe(0);
    writeFileSync(join(folder, 'data/KILL'), 'smoke in the room');
    await until(() => tws.orders.all.every((one) => one.status === 'Cancelled'));
    const denied = await place();
    expect([denied.code, denied.out.includes('smoke in the room')]).toEqual([3, true]);
    expect((await tw('resume')).code).toBe(2);
    expect((await tw('resume', '--clear-kill')).code).toBe(0);
    expect((await place()).code).toBe(0);
  },
);

test(
  'a kill works while the bot hangs: it is ended, and its entries are canceled by the verb',
  patient,
  async () => {
    expect((await place()).code).toBe(0);
    bot.child.kill('SIGSTOP');
    const killed = await tw('kill', '--reason', 'it hangs', '--json');
    expect(killed.code, killed.err + killed.out).toBe(0);
    expect(json<Placed[]>(killed)).toMatchObject([{ status: 'canceled', outcome: 'done' }]);
    expect(await bot.ended).toBeNull();
    expect(readFileSync(join(folder, 'data/KILL'), 'utf8')).toBe('it hangs\n');
    expect((await place()).code).toBe(3);
  },
);

test('a bot that hangs leaves a command undone, and says so', patient, async () => {
  bot.child.kill('SIGSTOP');
  const placed = await place();
  expect(placed.code, placed.err + placed.out).toBe(4);
  expect(placed.out).toContain('"outcome":"not-sent"');
  bot.child.kill('SIGCONT');
  expect(json<OrderView[]>(await tw('orders', '--json'))).toEqual([]);
});

test(
  'a bot that falls silent is ended by its watchdog, which cancels its entries',
  patient,
  async () => {
    bot.child.kill('SIGKILL');
    await bot.ended;
    env = { ...env, WATCHDOG_SECONDS: '4' };
    await startBot();
    // The files of the first bot are there already: until the second owns the account, a verb would take it.
    await until(async () => (await tw('sessions', '--json')).out.includes('"running"'));
    await until(async () => (await place()).code === 0);
    bot.child.kill('SIGSTOP');
    expect(await bot.ended).toBeNull();
    await until(() => tws.orders.all.every((one) => one.status === 'Cancelled'));
    await until(async () => (await tw('sessions', '--json')).out.includes('"finished"'));
    expect(readFileSync(join(folder, 'data/KILL'), 'utf8')).toContain(
      'no sign of life for 4 seconds',
    );
    expect((await place()).code).toBe(3);
  },
);
