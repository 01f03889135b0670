import { expect, test } from 'vitest';
import {
  MemoryJournal,
  SessionIds,
  VirtualClock,
  decimal,
  type RecordReader,
} from '@tradewright/core';
import {
  aBookPosition,
  aFill,
  aPlan,
  aQuote,
  anAccount,
  anOrderRecord,
} from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/cost-tracker.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { buildEngine } from './build-engine.ts';

const nothing: RecordReader = {
  openOrders: () => [],
  order: () => undefined,
  openPlans: () => [],
  bookPositions: () => [],
  ledgerEntries: () => [],
  fills: () => [],
  openHalts: () => [],
  lastFillTime: () => undefined,
};

function resumed(records: Partial<RecordReader>) {
  const trader = new ScriptedTrader(() => Promise.reject(new Error('nothing may be sent')));
  const journal = new MemoryJournal();
  const caps = {
    maxOrderValue: decimal('5000'),
    orderValueBuffer: decimal('5'),
    minTradeSize: decimal('500'),
    maxTotalExposure: decimal('10000'),
    maxPositions: 3,
    maxDailyLoss: null,
    maxDailyLossPercent: null,
    allowedSymbols: [],
  };
  const engine = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader: trader.asTrader,
    clock: new VirtualClock(5_000),
    ids: new SessionIds('TW', 'test'),
    journal,
    caps,
    fees: basisPointFees('10'),
    strategies: [
      { name: 'test', label: 'test', symbols: ['BHP/AUD'], timeframe: '1m', lookback: 1 },
    ],
    decisionIntervalMs: 60_000,
    planMonitorIntervalMs: 1_000,
    slippagePercent: 0.5,
    records: { ...nothing, ...records },
    onSubscriberFailure: () => undefined,
  });
  return { ...engine, trader, journal };
}

test('a stale intent of an earlier run is denied, never sent', async () => {
  const record = anOrderRecord({ life: 'intent' });
  const { runner, parts, trader } = resumed({ openOrders: () => [record], order: () => record });
  await runner.start({ fillsSince: 0, freshPortfolio: false });
  expect(parts.orders.record(record.intent.clientOrderId)).toMatchObject({ life: 'denied' });
  expect(trader.sent).toEqual([]);
});

test('a plan whose entry was never made ends as failed', () => {
  const plan = aPlan({
    state: 'entering',
    entryClientOrderId: 'TW-gone-1-0000',
    filled: decimal('0'),
  });
  const { parts, journal } = resumed({ openPlans: () => [plan] });
  expect(parts.planBook.plan(plan.planId)).toMatchObject({ state: 'failed' });
  expect(journal.events).toMatchObject([{ type: 'plan.changed' }]);
});

test('what earlier runs have earned is not counted twice in the equity', async () => {
  const book = aBookPosition({
    quantity: decimal('100'),
    cost: decimal('5000'),
    realisedPnl: decimal('700'),
    fees: { AUD: decimal('20') },
  });
  const { runner, trader } = resumed({ bookPositions: () => [book], fills: () => [aFill()] });
  Object.assign(trader, {
    fetchQuote: async () => aQuote({ bid: 51, ask: 51 }),
    fetchAccount: async () => anAccount({ equity: decimal('12345') }),
  });
  await runner.start({ fillsSince: 0, freshPortfolio: false });
  expect(runner.valuation().equity).toBe('12345');
});
