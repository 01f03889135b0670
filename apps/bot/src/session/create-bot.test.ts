/** What a bot is made of on each venue: one engine, and only the trader differs. @module */
import { MemoryJournal, SystemClock } from '@tradewright/core';
import { MemoryMap } from '@tradewright/venue-ib/testing';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { openPaper } from '../venues/open-paper.ts';
import { openVenue } from '../venues/open-venue.ts';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import { createBot, type Bot } from './create-bot.ts';
import { paperSetup, sessionSetup, type SessionSetup } from './session-setup.ts';

/** Instances behind the parts of the runner that are the same on every venue. */
const everywhere = {
  bus: 'EventBus',
  converter: 'CurrencyConverter',
  costTracker: 'CostTracker',
  dataFetchCoordinator: 'DataFetchCoordinator',
  decisionDesk: 'DecisionDesk',
  execution: 'ExecutionEngine',
  gate: 'SessionGate',
  halts: 'HaltDesk',
  healthCircuitManager: 'HealthCircuitManager',
  ids: 'SessionIds',
  journal: 'WatchedJournal',
  market: 'MarketState',
  orders: 'OrderRegistry',
  planBook: 'PlanBook',
  planDesk: 'PlanDesk',
  planMonitor: 'PlanMonitor',
  portfolioTracker: 'PortfolioTracker',
  protectionDesk: 'ProtectionDesk',
  resyncService: 'ResyncService',
  riskManager: 'RiskManager',
  strategyHost: 'StrategyHost',
  toolCoordinator: 'ToolCoordinator',
};

const venues = {
  PAPER: { trader: 'PaperTrader', clock: 'VirtualClock', connectionWatch: 'none' },
  IB: { trader: 'IBTrader', clock: 'VirtualClock', connectionWatch: 'none' },
  GEMINI: { trader: 'GeminiTrader', clock: 'VirtualClock', connectionWatch: 'none' },
};

describe('the instances that a bot drives', () => {
  test.for(Object.entries(venues))('%s', { timeout: 60_000 }, async ([name, own]) => {
    const { bot, venue } = await built(name);
    try {
      expect(instancesOf(bot)).toMatchObject({ ...everywhere, ...own });
    } finally {
      await venue.close();
    }
  });
});

function instancesOf(bot: Bot): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(bot.parts).map(([name, part]) => [name, part?.constructor.name ?? 'none']),
  );
}

async function built(name: string): Promise<{ bot: Bot; venue: OpenedVenue }> {
  const env = {
    ACTIVE_EXCHANGE: name,
    IB_TEST_MODE: 'simulator',
    GEMINI_TEST_MODE: 'simulator',
    PROTECT_AT_VENUE: 'true',
  };
  const folder = import.meta.dirname;
  const config = loadConfig({ env, folder });
  const clock = new SystemClock();
  let setup: SessionSetup;
  let venue: OpenedVenue;
  if (name === 'PAPER') {
    setup = await paperSetup(config, folder, 'test');
    venue = await openPaper(setup);
  } else {
    const state = new MemoryMap();
    venue = await openVenue(venueNamed(name), { config, clock, state, readOnly: false });
    const { baseCurrency, symbols } = venue;
    setup = sessionSetup(config, { name, baseCurrency, symbols }, 'test');
  }
  const bot = createBot({
    sessionId: 'test',
    setup,
    venue,
    clock,
    journal: new MemoryJournal(),
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  return { bot, venue };
}
