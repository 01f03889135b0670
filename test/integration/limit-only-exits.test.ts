/** A contract that takes no market orders: every way out is a limit past the touch, from long and from short. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  MemoryJournal,
  SeededRandom,
  SessionIds,
  SystemClock,
  decimal,
  type MarketPhase,
  type Strategy,
} from '@tradewright/core';
import { aPlanProposal, anOrderRequest } from '@tradewright/core/testing';
import { CommandDesk, buildEngine, percentFees } from '@tradewright/engine';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap, TwsSimulator } from '@tradewright/venue-ib/testing';

const symbol = 'PNY/AUD';
const strategy: Strategy = {
  name: 'test',
  label: 'test',
  symbols: [symbol],
  timeframe: '5m',
  lookback: 1,
};
const caps = {
  maxOrderValue: decimal('5000'),
  orderValueBuffer: decimal('5'),
  minTradeSize: decimal('100'),
  maxTotalExposure: decimal('10000'),
  maxPositions: 3,
  maxDailyLoss: null,
  maxDailyLossPercent: null,
  allowedSymbols: [],
  // The clock is the real one: whether ASX trades at this hour is not what is tested.
  classes: {
    equity: {
      phases: ['pre-open', 'open', 'auction', 'post-close', 'closed', 'unknown'] as MarketPhase[],
    },
  },
};
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

/** A session on the TWS simulator, where PNY stands at 0.065 to 0.066 and takes limits alone. */
async function aSession() {
  const clock = new SystemClock();
  const simulator = new TwsSimulator({ clock });
  const port = await simulator.listen();
  undo.push(() => simulator.close());
  simulator.setQuote(symbol, { bid: 0.065, ask: 0.066, bidSize: 4e5, askSize: 4e5, last: 0.065 });
  const random = new SeededRandom(1);
  const trader = new IBTrader({ clock, random, store: new MemoryMap(), port });
  const { runner, parts } = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader,
    clock,
    ids: new SessionIds('TW', 'exits'),
    journal: new MemoryJournal(),
    caps,
    fees: percentFees('0.08'),
    strategies: [strategy],
    decisionIntervalMs: 600_000,
    planMonitorIntervalMs: 600_000,
    slippagePercent: 0.5,
    exitTicks: 2,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await runner.start({ fillsSince: clock.now(), freshPortfolio: true });
  undo.push(() => runner.stop());
  const desk = new CommandDesk({
    runner,
    parts,
    wall: clock,
    answerMs: 10_000,
    slippagePercent: 0.5,
    exitTicks: 2,
    isArmed: () => false,
    endedOrder: () => undefined,
    onStop: () => undefined,
    onKill: 'flatten',
  });
  /** The terms of the newest order in the market, once nothing is held any more. */
  const wayOut = async () => {
    await vi.waitFor(() => expect(parts.portfolioTracker.netQuantity(symbol).isZero()).toBe(true), {
      timeout: 20_000,
    });
    const placed = simulator.received.filter(([kind]) => kind === '3');
    expect(placed.flat()).not.toContain('MKT');
    const last = parts.portfolioTracker.recentFills(1)[0]?.clientOrderId ?? '';
    const { type, side, limitPrice, timeInForce } = parts.orders.record(last)?.intent ?? {};
    return { type, side, limitPrice, timeInForce };
  };
  return { desk, parts, wayOut };
}

/** Holds 10,000 shares, or owes them, by a plan. */
async function aPlan(side: 'buy' | 'sell') {
  const session = await aSession();
  const { parts } = session;
  const stopPrice = side === 'buy' ? 0.055 : 0.075;
  const terms = { symbol, side, entryPrice: null, stopPrice, targetPrice: null };
  const opened = parts.planDesk.open(
    strategy,
    aPlanProposal({ ...terms, trailDistance: null, riskFraction: 0.0004 }),
  );
  expect(opened).toMatchObject({ outcome: 'admitted' });
  await vi.waitFor(() => expect(parts.planBook.plan(opened.planId ?? '')?.state).toBe('open'), {
    timeout: 20_000,
  });
  return { ...session, planId: opened.planId ?? '' };
}

/** A step past the touch: two would be past the cap of 0.5 %, and one is the least that there is. */
const expected = {
  buy: { type: 'limit', side: 'sell', limitPrice: '0.064', timeInForce: 'IOC' },
  sell: { type: 'limit', side: 'buy', limitPrice: '0.067', timeInForce: 'IOC' },
} as const;

describe.for(['buy', 'sell'] as const)('a position opened by a %s', (side) => {
  test('a plan exit is a limit past the touch', async () => {
    const { parts, planId, wayOut } = await aPlan(side);
    expect(parts.planDesk.close('test', planId, 1, 'stop')).toMatchObject({ outcome: 'done' });
    expect(await wayOut()).toEqual(expected[side]);
  });

  test('a kill that flattens sends such a limit', async () => {
    const { desk, wayOut } = await aPlan(side);
    const result = await desk.submit({ verb: 'kill', reason: 'test' });
    expect(result.outcome).toBe('done');
    expect(await wayOut()).toEqual(expected[side]);
  });

  test('flatten sends such a limit for what was opened by hand', async () => {
    const { desk, wayOut } = await aSession();
    const limitPrice = decimal(side === 'buy' ? '0.066' : '0.065');
    const request = anOrderRequest({ symbol, side, quantity: decimal('10000'), limitPrice });
    const placed = await desk.submit({ verb: 'place', request, dryRun: false });
    expect(placed).toMatchObject({ outcome: 'accepted' });
    const result = await desk.submit({ verb: 'flatten' });
    expect(result.outcome).toBe('done');
    expect(await wayOut()).toEqual(expected[side]);
  });
});
