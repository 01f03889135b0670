/** A bot whose account another process has taken sends no more and ends. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SystemClock } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, json, runCli, startCli } from './cli.ts';

const order = JSON.stringify({
  action: 'BUY',
  symbol: 'BHP',
  currency: 'AUD',
  quantity: 20,
  orderType: 'LMT',
  limitPrice: 45,
  outsideRth: true,
  transmit: true,
});

test(
  'a second process with the lock trades; the first ends with LOCK_LOST and closes nothing',
  { timeout: 120_000 },
  async () => {
    const folder = aFolder();
    const tws = new TwsSimulator({ clock: new SystemClock() });
    const port = await tws.listen();
    tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300, last: 45.11 });
    const env = {
      ACTIVE_EXCHANGE: 'IB',
      IB_PORT: String(port),
      ALLOWED_SYMBOLS: 'BHP/AUD',
      WATCHDOG_SECONDS: '0',
    };
    const bot = startCli(folder, ['run'], env);
    const statuses = async (): Promise<readonly string[]> =>
      json<{ status: string }[]>(await runCli(folder, ['sessions', '--json'], env)).map(
        ({ status }) => status,
      );
    try {
      const locks = join(folder, 'data/locks');
      for (let tries = 0; !(await runningIn(locks, statuses)); tries += 1) {
        if (tries > 200) throw new Error('the bot never ran');
        await sleep(100);
      }
      // Executions are asked for by the resync, which follows the opening entry of the books.
      for (let tries = 0; !tws.received.some(([kind]) => kind === '7'); tries += 1) {
        if (tries > 200) throw new Error('the bot never looked at the venue');
        await sleep(100);
      }
      for (const name of readdirSync(locks).filter((file) => file.endsWith('.lock')))
        rmSync(join(locks, name));
      const placed = await runCli(folder, ['place', '--json', order], {
        ...env,
        IB_CLIENT_ID: '7',
      });
      expect(placed.code, placed.err + placed.out).toBe(0);
      expect(await bot.ended).toBe(1);
      expect(tws.received.filter(([kind]) => kind === '3')).toHaveLength(1);
      expect(await statuses()).toEqual(['interrupted', 'finished']);
    } finally {
      bot.child.kill('SIGKILL');
      await bot.ended;
      await tws.close();
    }
  },
);

async function runningIn(
  locks: string,
  statuses: () => Promise<readonly string[]>,
): Promise<boolean> {
  try {
    return readdirSync(locks).length > 0 && (await statuses()).includes('running');
  } catch {
    return false;
  }
}
