import { expect, test } from 'vitest';
import {
  MemoryJournal,
  SessionIds,
  VirtualClock,
  complete,
  decimal,
  type RecordReader,
} from '@tradewright/core';
import {
  aBookPosition,
  aCommission,
  aFill,
  aPlan,
  aQuote,
  anAccount,
  anOrderRecord,
  anOrderReport,
} from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { noRecords } from '../testing/no-records.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { buildEngine } from './build-engine.ts';

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
    records: { ...noRecords, ...records },
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

test('an order that was under way when the process ended is unknown, in the journal too', () => {
  const record = anOrderRecord({ life: 'sending' });
  const { parts, journal } = resumed({ openOrders: () => [record] });
  expect(parts.orders.record(record.intent.clientOrderId)).toMatchObject({ life: 'unknown' });
  expect(journal.events).toMatchObject([{ type: 'order.changed', body: { life: 'unknown' } }]);
});

test('a cancel that was under way when the process ended may be asked for again once the venue shows the order', () => {
  const command = { kind: 'cancel', state: 'sent' } as const;
  const record = anOrderRecord({ life: 'working', command });
  const id = record.intent.clientOrderId;
  const { parts, journal } = resumed({ openOrders: () => [record], order: () => record });
  const found = () => parts.orders.record(id);
  expect(found()).toMatchObject({ life: 'working', command: { kind: 'cancel', state: 'unknown' } });
  expect(journal.events).toMatchObject([{ type: 'order.changed' }]);
  parts.execution.onReport(anOrderReport({ clientOrderId: id, life: 'working' }));
  expect(found()).toMatchObject({ life: 'working', command: null });
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

test('a late execution of an order that an earlier run ended goes to its strategy and plan', async () => {
  const plan = aPlan({ state: 'canceled', filled: decimal('0'), exited: decimal('0') });
  const record = anOrderRecord({ life: 'canceled', filled: decimal('0') });
  const ended = {
    ...record,
    intent: { ...record.intent, strategyName: plan.strategyName, planId: plan.planId },
  };
  const entry = { ...plan, entryClientOrderId: record.intent.clientOrderId };
  const { runner, parts } = resumed({ order: () => ended, plan: () => entry });
  await runner.start({ fillsSince: 0, freshPortfolio: false });
  const fill = aFill({ clientOrderId: record.intent.clientOrderId, symbol: plan.symbol });
  parts.execution.onFill(fill);
  expect(parts.portfolioTracker.position(plan.strategyName, plan.symbol)).toMatchObject({
    quantity: fill.quantity,
  });
  expect(parts.planBook.plan(plan.planId)).toMatchObject({ filled: fill.quantity, state: 'open' });
});

test('a commission is booked once, whether it comes before its execution, after it, or again in a later run', () => {
  const fill = aFill({ commission: null, commissionCurrency: null });
  const paid = aCommission({ fillId: fill.fillId });
  for (const order of ['before', 'after', 'earlier run'] as const) {
    const { parts, journal } = resumed(
      order === 'earlier run' ? { fills: () => [fill], commissions: () => [paid] } : {},
    );
    if (order === 'before') parts.execution.onCommission(paid);
    parts.execution.onFill(fill);
    parts.execution.onCommission(paid);
    parts.execution.onCommission(paid);
    const booked = journal.events.filter((event) => event.type === 'commission.booked');
    expect(booked, order).toHaveLength(order === 'earlier run' ? 0 : 1);
  }
});

test('a resync catches up the commission of an execution that is known already', async () => {
  const fill = aFill({ commission: null, commissionCurrency: null });
  const charged = { ...fill, commission: decimal('5'), commissionCurrency: 'AUD' };
  const { runner, parts, trader, journal } = resumed({});
  Object.assign(trader, { fetchFills: async () => complete([charged], 0) });
  parts.execution.onFill(fill);
  await runner.start({ fillsSince: 0, freshPortfolio: false });
  expect(journal.events.map((event) => event.type)).toContain('commission.booked');
});

test('an order of an earlier run holds what it held, and after its end what is still to be booked', async () => {
  const record = anOrderRecord({
    life: 'working',
    quantity: decimal('100'),
    filled: decimal('0'),
    reportedFilled: decimal('0'),
    reservation: decimal('5000'),
  });
  const id = record.intent.clientOrderId;
  const { parts } = resumed({ openOrders: () => [record], order: () => record });
  const held = (): string | null | undefined =>
    parts.riskManager.headroom().find(({ rule }) => rule === 'gross-exposure')?.used;
  expect(held()).toBe('5000');
  const quantity = decimal('100');
  const report = anOrderReport({ clientOrderId: id, quantity, filled: decimal('40') });
  parts.execution.onReport({ ...report, life: 'canceled' });
  expect(held()).toBe('2000');
  const { symbol } = record.intent;
  parts.market.onQuote(aQuote({ symbol, bid: 50, ask: 50 }));
  parts.execution.onFill(aFill({ clientOrderId: id, symbol, quantity: decimal('40') }));
  expect(held()).toBe('2000');
});
