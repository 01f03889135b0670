/** Telemetry of a trade on the simulated IB, field by field. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MemoryJournal, SystemClock } from '@tradewright/core';
import { MemoryMap } from '@tradewright/venue-ib/testing';
import { loadConfig } from '../config/load-config.ts';
import { DrivenTime } from '../operate/driven-time.ts';
import { SelftestStrategy } from '../selftest/selftest-strategy.ts';
import { createBot } from '../session/create-bot.ts';
import { sessionSetup } from '../session/session-setup.ts';
import { openVenue } from '../venues/open-venue.ts';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import { recordTelemetry } from './record-telemetry.ts';
import type { TelemetryLine } from './telemetry-records.ts';

const symbol = 'BHP/AUD';
/** What the contract of BHP says in the simulator. */
const contract = { symbol, venue: 'IB', conId: 4036812, exchange: 'SMART', primaryExchange: 'ASX' };
const time = expect.any(Number);
const decimalText = expect.stringMatching(/^\d+(\.\d+)?$/);
const ourId = expect.stringMatching(/^TW-/);
const text = expect.any(String);

describe('a bought position', () => {
  const lines: TelemetryLine[] = [];
  let venue: OpenedVenue;
  const of = (type: string): readonly TelemetryLine[] => lines.filter((line) => line.type === type);

  beforeAll(async () => {
    const env = { ACTIVE_EXCHANGE: 'IB', IB_TEST_MODE: 'simulator' };
    const config = loadConfig({ env, folder: import.meta.dirname });
    const clock = new SystemClock();
    const state = new MemoryMap();
    venue = await openVenue(venueNamed('IB'), { config, clock, state, readOnly: false });
    const strategy = new SelftestStrategy({ symbol, timeframe: '5m', value: 700 });
    const { baseCurrency } = venue;
    const bot = createBot({
      sessionId: 'test',
      setup: sessionSetup(config, { name: 'IB', baseCurrency, symbols: [symbol] }, 'test'),
      strategies: [strategy],
      venue,
      clock,
      journal: new MemoryJournal(),
      onSubscriberFailure: (error) => {
        throw error;
      },
    });
    recordTelemetry({ parts: bot.parts, sampleMs: 3_600_000, write: (line) => lines.push(line) });
    const { market } = venue;
    if (market === undefined) throw new Error('the simulator is driven');
    const driven = new DrivenTime(bot, market);
    await driven.resume();
    await bot.runner.start({ fillsSince: bot.clock.now(), freshPortfolio: true });
    strategy.aim = 'enter';
    bot.runner.decide();
    const until = bot.clock.now() + 3 * 3_600_000;
    await driven.play(() => bot.clock.now() > until);
    await bot.runner.stop();
  }, 60_000);
  afterAll(() => venue.close());

  test('an order has its contract, its terms and how it stands, at each change', () => {
    const entry = of('order').filter(({ purpose }) => purpose === 'entry');
    expect(entry.at(-1)).toEqual({
      type: 'order',
      time,
      ...contract,
      clientOrderId: ourId,
      venueOrderId: text,
      side: 'buy',
      orderType: 'market',
      timeInForce: 'IOC',
      quantity: '15',
      filled: '15',
      price: null,
      stopPrice: null,
      averagePrice: decimalText,
      status: 'filled',
      transmit: true,
      purpose: 'entry',
      strategyName: 'selftest',
      planId: text,
      tag: null,
      message: null,
      sentTime: time,
    });
    expect(entry.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['sending', 'filled']),
    );
    expect(of('order').some(({ purpose }) => purpose === 'protection')).toBe(true);
  });

  test('a fill waits for its commission and tells what the price list expects', () => {
    const [fill] = of('fill');
    expect(fill).toEqual({
      type: 'fill',
      time,
      ...contract,
      fillId: text,
      revision: 1,
      clientOrderId: ourId,
      venueOrderId: text,
      side: 'buy',
      quantity: '15',
      price: decimalText,
      value: decimalText,
      currency: 'AUD',
      liquidity: 'taker',
      provenance: 'live',
      commission: null,
      commissionCurrency: null,
      commissionSource: 'pending',
      estimatedCommission: '6.6',
      estimatedCommissionCurrency: 'AUD',
      receivedTime: time,
    });
  });

  test("a commission is the venue's own word on a fill that was told before it", () => {
    const [commission] = of('commission');
    const [fill] = of('fill');
    expect(commission).toEqual({
      type: 'commission',
      time,
      ...contract,
      fillId: fill?.['fillId'],
      revision: fill?.['revision'],
      commission: decimalText,
      commissionCurrency: 'AUD',
      commissionSource: 'venue',
    });
    expect(lines.indexOf(commission as TelemetryLine)).toBeGreaterThan(
      lines.indexOf(fill as TelemetryLine),
    );
  });

  test('quotes and heartbeats are sampled, changes of state are not', () => {
    const quotes = of('quote').filter((line) => line.symbol === symbol);
    expect(quotes.length).toBeGreaterThanOrEqual(2);
    expect(quotes.length).toBeLessThanOrEqual(4);
    for (const [index, quote] of quotes.slice(1).entries())
      expect(quote.time - (quotes[index]?.time ?? 0)).toBeGreaterThanOrEqual(3_600_000);
    expect(quotes.at(-1)).toMatchObject({ ...contract, bid: time, ask: time, delayed: false });
    expect(of('heartbeat').length).toBeGreaterThanOrEqual(2);
    expect(of('heartbeat').at(-1)).toMatchObject({ socket: 'up', ready: true, openPlans: 1 });
    expect(of('lifecycle.changed').map(({ state }) => state)).toEqual([
      'running',
      'stopping',
      'ended',
    ]);
  });
});
