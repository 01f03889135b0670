/** What only a person can decide: an order that nobody tells of, a journal that lost its end, a copy that is put back. */
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SystemClock, type OrderView } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, json, runCli, type CliResult } from './cli.ts';

// Each verb is a process of its own.
const patient = { timeout: 240_000 };

let tws: TwsSimulator;
let folder = '';
let env: Record<string, string> = {};

beforeEach(async () => {
  folder = aFolder();
  tws = new TwsSimulator({ clock: new SystemClock() });
  env = { ACTIVE_EXCHANGE: 'IB', IB_PORT: String(await tws.listen()) };
  tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300, last: 45.11 });
});

afterEach(() => tws.close());

const tw = (...words: string[]): Promise<CliResult> => runCli(folder, words, env);
const place = (): Promise<CliResult> => {
  const bhp = { action: 'BUY', symbol: 'BHP', currency: 'AUD', quantity: 20, orderType: 'LMT' };
  const terms = { ...bhp, limitPrice: 45, outsideRth: true, transmit: true };
  return tw('place', '--json', JSON.stringify(terms));
};
const ordersOf = async (): Promise<readonly OrderView[]> =>
  json<OrderView[]>(await tw('orders', '--all', '--json'));
const database = (): string => join(folder, 'data/tradewright.db');

describe('resolve', () => {
  test(
    'ends an order of which nobody tells, once, with the name of who has looked',
    patient,
    async () => {
      tws.faults.ignore = new Set([3]);
      const placed = await place();
      expect(placed.code, placed.err).toBe(4);
      const id = json<OrderView>(placed).clientOrderId ?? '';
      const words = ['resolve', id, '--as', 'not-placed', '--operator', 'Ada'];
      const resolved = await tw(...words, '--reason', 'the desk has no such order');
      expect([resolved.code, resolved.err]).toEqual([0, '']);
      expect(resolved.out).toContain('not-placed by the word of Ada: the desk has no such order');
      expect(await ordersOf()).toMatchObject([{ clientOrderId: id, status: 'not-placed' }]);
      const again = await tw(...words, '--reason', 'once more');
      expect(again.code).toBe(1);
    },
  );

  test.for([
    [[], '--as was not given; it is one of not-placed, canceled, filled'],
    [['--as', 'gone'], '--as was "gone"'],
    [['--as', 'canceled'], '--operator was not given'],
    [['--as', 'canceled', '--operator', 'Ada'], '--reason was not given'],
    [
      ['--as', 'canceled', '--operator', 'A', '--reason', 'b', '--price', '4'],
      'go with --as filled',
    ],
    [['--as', 'filled', '--operator', 'A', '--reason', 'b', '--price', '-4'], '--price was "-4"'],
  ] as const)('resolve %j is told what is missing, and exits 2', async ([flags, words]) => {
    const result = await tw('resolve', 'TW-1', ...flags);
    expect(result.code).toBe(2);
    expect(result.err).toContain(words);
  });
});

describe('copies of the journal', () => {
  test(
    'a copy that is put back is the journal as it was, and what stood there is kept',
    patient,
    async () => {
      expect((await place()).code).toBe(0);
      const made = await tw('backup', 'copy.db');
      expect([made.code, made.err]).toEqual([0, '']);
      expect((await tw('cancel', '--all')).code).toBe(0);
      expect(await ordersOf()).toMatchObject([{ status: 'canceled' }]);
      const restored = await tw('restore', 'copy.db');
      expect(restored.code, restored.err).toBe(0);
      expect(restored.out).toContain('.before-');
      const kept = readdirSync(join(folder, 'data')).filter((name) => name.includes('.before-'));
      expect(kept.length).toBeGreaterThan(0);
      // Whoever takes the account next learns from the venue what the copy could not know.
      expect((await tw('flatten')).code).toBe(0);
      expect(await ordersOf()).toMatchObject([{ status: 'canceled' }]);
    },
  );

  test('what is no copy is not put back', async () => {
    const result = await tw('restore', 'nothing.db');
    expect(result.code).toBe(1);
    expect(result.err).toContain('no copy at');
  });

  test(
    'a journal that lost its end is read, not written, until somebody says so',
    patient,
    async () => {
      expect((await place()).code).toBe(0);
      copyFileSync(database(), join(folder, 'earlier.db'));
      expect((await tw('cancel', '--all')).code).toBe(0);
      for (const end of ['-wal', '-shm']) rmSync(`${database()}${end}`, { force: true });
      copyFileSync(join(folder, 'earlier.db'), database());
      const refused = await place();
      expect(refused.code).toBe(1);
      expect(refused.err + refused.out).toContain('STORE_CORRUPT');
      expect(await ordersOf()).toHaveLength(1);
      expect((await tw('recover')).code).toBe(2);
      const recovered = await tw('recover', '--operator', 'Ada');
      expect([recovered.code, recovered.err]).toEqual([0, '']);
      expect(recovered.out).toContain('Ada goes on without');
      expect((await place()).code).toBe(0);
    },
  );
});
