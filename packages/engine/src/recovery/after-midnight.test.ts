/** A bot on a venue that tells executions since midnight only is started on the next day. */
import { describe, expect, test } from 'vitest';
import {
  MemoryJournal,
  SessionIds,
  VirtualClock,
  complete,
  decimal,
  incomplete,
  type BaseTrader,
  type DecimalString,
  type OrderRecord,
  type Position,
} from '@tradewright/core';
import { aFill, aPlan, anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { buildEngine } from '../runner/build-engine.ts';
import { noRecords } from '../testing/no-records.ts';
import { deskCaps } from '../testing/risk-desk.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';

const midnight = 1_000_000;
const settleMs = 10_000;

const position = (quantity: string, symbol = 'BHP/AUD'): Position => ({
  venue: 'PAPER',
  accountId: 'PAPER-1',
  symbol,
  quantity: quantity as DecimalString,
  averagePrice: decimal('49.5'),
  marketPrice: null,
  unrealisedPnl: null,
  currency: 'AUD',
  strategyName: null,
  time: midnight,
});

const plan = aPlan({ state: 'entering', filled: decimal('0'), exited: decimal('0') });
/** Sent yesterday, working when the process ended. */
const yesterday = anOrderRecord({
  life: 'working',
  filled: decimal('0'),
  filledValue: decimal('0'),
  reportedFilled: decimal('0'),
  sentTime: midnight - 5_000,
  intent: { ...anOrderRecord().intent, planId: plan.planId },
});
const id = yesterday.intent.clientOrderId;

/** Venue ids and execution ids as venues write them. */
const spellings = [
  ['numbers', '1234567', '98765'],
  ['letters and dots', '0001f4e8.67a1b2c3', '0001f4e8.67a1b2c3.01'],
] as const;

async function morning(options: {
  readonly order?: OrderRecord;
  readonly positions?: readonly Position[];
  readonly venueOrderId?: string;
  readonly answers?: Partial<BaseTrader>;
}) {
  const { venueOrderId = 'v-1', positions = [], answers = {} } = options;
  const order = { ...(options.order ?? yesterday), venueOrderIds: [venueOrderId] };
  const clock = new VirtualClock(midnight + 30_000_000);
  const trader = new ScriptedTrader(() => Promise.reject(new Error('nothing may be sent')));
  const gap = { ...incomplete('range-limit', 'since midnight', 0), knownFrom: midnight };
  Object.assign(trader, {
    fetchFills: async () => gap,
    fetchPositions: async () => complete(positions, 0),
    fetchOrder: async () => ({ kind: 'absent', asOf: 0 }),
    ...answers,
  });
  const journal = new MemoryJournal();
  const { runner, parts } = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader: trader.asTrader,
    clock,
    ids: new SessionIds('TW', 'test'),
    journal,
    caps: deskCaps,
    fees: basisPointFees('10'),
    strategies: [
      { name: 'test', label: 'test', symbols: ['BHP/AUD'], timeframe: '1m', lookback: 1 },
    ],
    decisionIntervalMs: 600_000,
    planMonitorIntervalMs: 600_000,
    slippagePercent: 0.5,
    records: {
      ...noRecords,
      openOrders: () => [order],
      order: (one) => (one === id ? order : undefined),
      orderedSymbols: () => ['BHP/AUD'],
      openPlans: () => [{ ...plan, entryClientOrderId: id }],
    },
    onSubscriberFailure: () => undefined,
  });
  await runner.start({ fillsSince: midnight - 4_000, freshPortfolio: false });
  const look = async (): Promise<void> => {
    clock.advanceTo(clock.now() + settleMs);
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
  };
  const book = (): string | undefined =>
    parts.portfolioTracker.position('test', 'BHP/AUD')?.quantity;
  return { parts, journal, trader, look, book };
}

const working = {
  fetchOpenOrders: async () => complete([anOrderReport({ clientOrderId: id })], 0),
};

describe('nothing filled over night', () => {
  test('the order still works and positions agree: ready, and the gap is in the journal', async () => {
    const { parts, journal } = await morning({ answers: working });
    expect(parts.gate.ready).toBe(true);
    expect(parts.halts.open()).toEqual([]);
    const told = journal.events.filter((event) => event.type === 'health.changed');
    expect(told).toMatchObject([{ body: { component: 'resync', state: 'compared' } }]);
  });

  test('the order is gone: its instrument is halted for a person', async () => {
    const { parts, look } = await morning({});
    await look();
    expect(parts.orders.record(id)).toMatchObject({ life: 'unknown' });
    expect(parts.halts.blocking('BHP/AUD')?.reason).toContain(id);
  });
});

describe.for(spellings)('ids in %s: the order filled over night', ([, venueOrderId, fillId]) => {
  const real = aFill({
    fillId,
    clientOrderId: id,
    venueOrderId,
    side: 'buy',
    quantity: decimal('100'),
    price: decimal('49.5'),
    time: midnight - 1_000,
  });

  test('not ready at first sight; then a stand-in is booked and the instrument halted', async () => {
    const { parts, look, book } = await morning({ positions: [position('100')], venueOrderId });
    expect(parts.gate.ready).toBe(false);
    expect(book()).toBeUndefined();
    await look();
    expect(parts.gate.ready).toBe(true);
    expect(book()).toBe('100');
    expect(parts.orders.record(id)).toMatchObject({ life: 'filled', filled: '100' });
    expect(parts.planBook.plan(plan.planId)).toMatchObject({ state: 'open', filled: '100' });
    expect(parts.halts.halt('holding:BHP/AUD')?.reason).toContain('executions are missing');
    expect(parts.portfolioTracker.recentFills(9)).toMatchObject([
      { provenance: 'inferred', fillId: `inferred-${id}`, quantity: '100' },
    ]);
  });

  test('the real execution takes the place of the stand-in, once', async () => {
    const { parts, look, book, trader } = await morning({
      positions: [position('100')],
      venueOrderId,
    });
    await look();
    trader.emit('fill', real);
    trader.emit('fill', real);
    expect(book()).toBe('100');
    expect(parts.portfolioTracker.position('test', 'BHP/AUD')).toMatchObject({
      averagePrice: '49.5',
    });
    expect(parts.planBook.plan(plan.planId)).toMatchObject({ state: 'open', filled: '100' });
    expect(parts.orders.record(id)).toMatchObject({ filled: '100', filledValue: '4950' });
    expect(parts.portfolioTracker.standIn(id)).toMatchObject({ quantity: '0', revision: 1 });
  });

  test('real executions that come in parts leave the rest to the stand-in', async () => {
    const { parts, look, book, trader } = await morning({
      positions: [position('100')],
      venueOrderId,
    });
    await look();
    trader.emit('fill', { ...real, quantity: decimal('30') });
    expect([book(), parts.portfolioTracker.standIn(id)?.quantity]).toEqual(['100', '70']);
    trader.emit('fill', { ...real, fillId: `${fillId}9`, quantity: decimal('70') });
    expect([book(), parts.portfolioTracker.standIn(id)?.quantity]).toEqual(['100', '0']);
    expect(parts.planBook.plan(plan.planId)).toMatchObject({ filled: '100' });
  });
});

describe('what is not ours', () => {
  test('a holding in a symbol that we never ordered is written down, halts nothing and stays out of the books', async () => {
    const { parts, journal, look } = await morning({
      positions: [position('500', 'CBA/AUD')],
      answers: working,
    });
    await look();
    expect(parts.gate.ready).toBe(true);
    expect(parts.halts.blocking('CBA/AUD')).toBeUndefined();
    expect(parts.portfolioTracker.books()).toEqual([]);
    const entries = journal.events.filter((event) => event.type === 'ledger.posted');
    expect(entries).toMatchObject([{ body: { kind: 'external', symbol: 'CBA/AUD' } }]);
    const restored = entries.map((event) => event.body);
    parts.externalHoldings.restore(restored);
    expect(parts.externalHoldings.quantities().get('CBA/AUD')?.toString()).toBe('1000');
  });

  test('more than our order can have filled is written down as external and halts the instrument', async () => {
    const { parts, look, book } = await morning({ positions: [position('101')] });
    await look();
    expect(parts.gate.ready).toBe(true);
    expect(book()).toBeUndefined();
    expect(parts.halts.blocking('BHP/AUD')?.scope).toBe('instrument');
  });

  test('an open order with our mark that stands in no journal halts the account', async () => {
    const { parts, look, trader } = await morning({});
    const lost = anOrderReport({ clientOrderId: 'TW-other-1-1234', venueOrderId: 'v-9' });
    const foreign = { ...lost, clientOrderId: 'someone', venueOrderId: 'v-8', foreign: true };
    Object.assign(trader, { fetchOpenOrders: async () => complete([foreign, lost], 0) });
    parts.resyncService.again();
    await look();
    const [halt, ...others] = parts.halts.open().filter(({ scope }) => scope === 'account');
    expect(halt?.reason).toContain('TW-other-1-1234');
    expect(others).toEqual([]);
  });

  test('a position of another account halts the venue and nothing is booked from it', async () => {
    const other = { ...position('100'), accountId: 'somebody' };
    const { parts, look, book } = await morning({ positions: [other] });
    await look();
    expect(parts.halts.blocking('XRO/AUD')?.scope).toBe('venue');
    expect([parts.gate.ready, book()]).toEqual([false, undefined]);
  });
});
