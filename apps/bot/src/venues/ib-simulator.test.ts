/** A session on the simulated IB: the real client library, a scripted market, fills in AUD. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MemoryJournal, SystemClock, type Fill, type OrderReport } from '@tradewright/core';
import { MemoryMap } from '@tradewright/venue-ib/testing';
import { loadConfig } from '../config/load-config.ts';
import { createBot, type Bot } from '../session/create-bot.ts';
import { driveSession } from '../session/drive-session.ts';
import { sessionSetup } from '../session/session-setup.ts';
import { openVenue } from './open-venue.ts';
import type { OpenedVenue } from './venue-entry.ts';
import { venueNamed } from './venue-registry.ts';

/** Two of the three days are enough here. */
const events = 1_000;

describe('a session on the simulated IB', () => {
  const fills: Fill[] = [];
  const changes: OrderReport[] = [];
  let venue: OpenedVenue;
  let bot: Bot;
  let there: readonly (readonly [string, string])[] = [];

  beforeAll(async () => {
    const env = {
      ACTIVE_EXCHANGE: 'IB',
      IB_TEST_MODE: 'simulator',
      AGENT_MODE: 'auto-paper',
    };
    const config = loadConfig({ env, folder: import.meta.dirname });
    const clock = new SystemClock();
    const state = new MemoryMap();
    venue = await openVenue(venueNamed('IB'), { config, clock, state, readOnly: false });
    const { baseCurrency } = venue;
    const symbols = ['BHP/AUD', 'CBA/AUD'];
    bot = createBot({
      sessionId: 'test',
      setup: sessionSetup(config, { name: 'IB', baseCurrency, symbols }, 'test'),
      venue,
      clock,
      journal: new MemoryJournal(),
      onSubscriberFailure: (error) => {
        throw error;
      },
    });
    bot.parts.bus.subscribe('fill', ({ payload }) => void fills.push(payload));
    venue.trader.on('order-elsewhere', (report) => changes.push(report));
    const fillsSince = bot.clock.now();
    await driveSession(bot, { freshPortfolio: true, fillsSince, maxEvents: events });
    // The runner closed the venue at its end; the venue itself lives on.
    await venue.trader.connect();
    const answer = await venue.trader.fetchPositions();
    await venue.trader.close();
    if (answer.kind === 'complete')
      there = answer.items.map(({ symbol, quantity }) => [symbol, quantity] as const);
  }, 180_000);

  afterAll(() => venue.close());

  test('has fills in AUD, each told once', () => {
    expect(fills.length).toBeGreaterThan(2);
    expect(new Set(fills.map((fill) => fill.currency))).toEqual(new Set(['AUD']));
    expect(new Set(fills.map((fill) => `${fill.fillId}.${fill.revision}`)).size).toBe(fills.length);
  });

  test('ends with the books that the venue has, and knows every order as its own', () => {
    const books = bot.parts.portfolioTracker.books();
    const here = books
      .filter((book) => book.quantity !== '0')
      .map(({ symbol, quantity }) => [symbol, quantity] as const);
    expect(new Map(there)).toEqual(new Map(here));
    expect(changes).toEqual([]);
  });
});

test("what a model is shown of a pair has no local symbol of IB's", async () => {
  const env = { ACTIVE_EXCHANGE: 'IB', IB_TEST_MODE: 'simulator' };
  const config = loadConfig({ env, folder: import.meta.dirname });
  const clock = new SystemClock();
  const state = new MemoryMap();
  const venue = await openVenue(venueNamed('IB'), { config, clock, state, readOnly: false });
  const { baseCurrency } = venue;
  const shown: string[] = [];
  const bot = createBot({
    sessionId: 'test',
    setup: sessionSetup(config, { name: 'IB', baseCurrency, symbols: ['AUD/USD'] }, 'test'),
    venue,
    clock,
    journal: new MemoryJournal(),
    agent: { onExchange: (exchange) => void shown.push(JSON.stringify(exchange)) },
    onSubscriberFailure: () => undefined,
  });
  const start = { freshPortfolio: true, fillsSince: bot.clock.now() };
  await driveSession(bot, { ...start, maxEvents: 120 });
  await venue.close();
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.join('\n')).toContain('AUD/USD');
  expect(shown.join('\n')).not.toMatch(/AUD\.USD/);
}, 60_000);
