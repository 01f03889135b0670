/** The venue's cash, the ledger and the books agree after trades, on every venue that can be had offline. */
import { afterEach, describe, expect, test } from 'vitest';
import { Decimal, MemoryJournal, SystemClock } from '@tradewright/core';
import { ledgerImbalance } from '@tradewright/engine';
import { MemoryMap } from '@tradewright/venue-ib/testing';
import { loadConfig, type Config } from '../config/load-config.ts';
import { DrivenTime } from '../operate/driven-time.ts';
import { SelftestStrategy } from '../selftest/selftest-strategy.ts';
import { createBot } from '../session/create-bot.ts';
import { paperSetup, sessionSetup } from '../session/session-setup.ts';
import { openPaper } from '../venues/open-paper.ts';
import { openVenue } from '../venues/open-venue.ts';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import { venueNamed } from '../venues/venue-registry.ts';

const hour = 3_600_000;
let opened: OpenedVenue | undefined;
afterEach(() => opened?.close());

async function begun(config: Config, folder: string, symbol: string) {
  if (config.ACTIVE_EXCHANGE === 'PAPER') {
    const setup = await paperSetup(config, folder, 'test');
    return { setup, venue: await openPaper(setup) };
  }
  const entry = venueNamed(config.ACTIVE_EXCHANGE);
  const parts = { config, clock: new SystemClock(), state: new MemoryMap(), readOnly: false };
  const venue = await openVenue(entry, parts);
  const facts = { name: entry.name, baseCurrency: venue.baseCurrency, symbols: [symbol] };
  return { setup: sessionSetup(config, facts, 'test'), venue };
}

async function traded(env: Record<string, string>, symbol: string) {
  const folder = import.meta.dirname;
  const config = loadConfig({ env, folder });
  const clock = new SystemClock();
  const { venue, setup } = await begun(config, folder, symbol);
  opened = venue;
  const { market } = venue;
  if (market === undefined) throw new Error('the market is driven');
  const timeframe = market.timeframe ?? '5m';
  const strategy = new SelftestStrategy({ symbol, timeframe, value: 700 });
  const journal = new MemoryJournal();
  const bot = createBot({
    sessionId: 'test',
    setup,
    strategies: [strategy],
    venue,
    clock,
    journal,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  const driven = new DrivenTime(bot, market);
  await driven.resume();
  await bot.runner.start({ fillsSince: bot.clock.now(), freshPortfolio: true });
  const go = async (aim: SelftestStrategy['aim'], hours: number): Promise<void> => {
    strategy.aim = aim;
    bot.runner.decide();
    const until = bot.clock.now() + hours * hour;
    await driven.play(() => bot.clock.now() > until);
  };
  await go('enter', 3);
  return { bot, journal, go };
}

describe.for<[venue: string, env: Record<string, string>, symbol: string]>([
  ['PAPER', { ACTIVE_EXCHANGE: 'PAPER' }, 'BTC/USD'],
  ['the TWS simulator, a share', { ACTIVE_EXCHANGE: 'IB', IB_TEST_MODE: 'simulator' }, 'BHP/AUD'],
  ['the TWS simulator, a pair', { ACTIVE_EXCHANGE: 'IB', IB_TEST_MODE: 'simulator' }, 'AUD/USD'],
  ['fake Gemini', { ACTIVE_EXCHANGE: 'GEMINI', GEMINI_TEST_MODE: 'simulator' }, 'BTC/USD'],
])('%s', ([, env, symbol]) => {
  test('a position, its way out and their fees leave venue and ledger alike', async () => {
    const { bot, journal, go } = await traded(env, symbol);
    const { cashSync, halts, portfolioTracker, trader } = bot.parts;
    const causes = async () => {
      const account = await trader.fetchAccount();
      return { account, lines: cashSync?.compare(account) ?? [] };
    };
    const bought = await causes();
    expect(portfolioTracker.books().some(({ state }) => state === 'open')).toBe(true);
    expect(bought.lines.length).toBeGreaterThan(0);
    expect(bought.lines.every(({ cause }) => cause === 'none' || cause === 'rounding')).toBe(true);
    await go('leave', 3);
    const sold = await causes();
    expect(portfolioTracker.books().every(({ state }) => state === 'closed')).toBe(true);
    expect(sold.lines.every(({ cause }) => cause === 'none' || cause === 'rounding')).toBe(true);
    expect(halts.open()).toEqual([]);
    const entries = journal.events.flatMap((event) =>
      event.type === 'ledger.posted' ? [event.body] : [],
    );
    expect(Object.values(ledgerImbalance(entries)).every((sum) => sum === '0')).toBe(true);
    // A planted withdrawal has its name.
    const { currency } = sold.lines[0] ?? { currency: '' };
    const cash = { ...sold.account.cash };
    cash[currency] = Decimal.from(cash[currency] ?? '0')
      .minus(Decimal.from('100'))
      .toString();
    const planted = cashSync?.compare({ ...sold.account, cash });
    expect(planted?.find((line) => line.currency === currency)?.cause).toBe('paid');
    await bot.runner.stop();
  }, 120_000);
});
