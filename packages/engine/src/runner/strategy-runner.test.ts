import { describe, expect, test } from 'vitest';
import {
  MemoryJournal,
  SessionIds,
  TradewrightError,
  VirtualClock,
  decimal,
  type OrderIntent,
  type OrderReport,
  type Strategy,
  type StrategyAction,
} from '@tradewright/core';
import { aFill, aPlanProposal, aQuote, anOrderReport } from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { buildEngine } from './build-engine.ts';

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

const proposal = aPlanProposal({
  symbol: 'BHP/AUD',
  side: 'buy',
  riskFraction: 0.01,
  entryPrice: null,
  stopPrice: 48,
  targetPrice: 60,
  trailDistance: null,
  expiresAt: null,
  maxHoldMs: null,
});

function aSession(
  answer: (intent: OrderIntent) => Promise<OrderReport>,
  actions: readonly StrategyAction[] = [{ action: 'open', proposal }],
) {
  const trader = new ScriptedTrader(answer);
  const clock = new VirtualClock(1_000);
  const journal = new MemoryJournal();
  const strategy: Strategy = {
    name: 'test',
    label: 'test',
    symbols: ['BHP/AUD'],
    timeframe: '1m',
    lookback: 1,
    decide: () => actions,
  };
  const engine = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader: trader.asTrader,
    clock,
    ids: new SessionIds('TW', 'test'),
    journal,
    caps,
    fees: basisPointFees('10'),
    strategies: [strategy],
    decisionIntervalMs: 60_000,
    planMonitorIntervalMs: 1_000,
    slippagePercent: 0.5,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  const quote = (bid: number): void =>
    trader.emit('quote', aQuote({ bid, ask: bid + 0.02, receivedTime: clock.now() }));
  const start = () => engine.runner.start({ fillsSince: 0, freshPortfolio: true });
  return { ...engine, trader, clock, journal, quote, start };
}

const accepted = async (intent: OrderIntent): Promise<OrderReport> =>
  anOrderReport({
    clientOrderId: intent.clientOrderId,
    side: intent.side,
    quantity: intent.quantity,
    life: 'working',
    filled: decimal('0'),
  });

const fillOf = (intent: OrderIntent | undefined, price: string) =>
  aFill({
    fillId: `f-${intent?.clientOrderId ?? ''}`,
    clientOrderId: intent?.clientOrderId ?? null,
    side: intent?.side ?? 'buy',
    quantity: intent?.quantity ?? decimal('1'),
    price: decimal(price),
  });

describe('a session', () => {
  test('has the intent in the journal before the order is sent', async () => {
    const seen: boolean[] = [];
    const session = aSession(async (intent) => {
      seen.push(
        session.journal.events.some(
          (event) =>
            event.type === 'order.intent' &&
            event.body.intent.clientOrderId === intent.clientOrderId,
        ),
      );
      return accepted(intent);
    });
    await session.start();
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    expect(seen).toEqual([true]);
  });

  test('defect M: an answer that is lost sends nothing again; one intent, outcome unknown', async () => {
    const session = aSession(() =>
      Promise.reject(new TradewrightError('VENUE_TIMEOUT', 'no answer', { outcome: 'unknown' })),
    );
    await session.start();
    session.quote(50);
    for (let cycle = 0; cycle < 50; cycle += 1) {
      session.runner.decide();
      await session.runner.settle();
    }
    expect(session.trader.sent).toHaveLength(1);
    expect(session.parts.orders.open()).toMatchObject([{ life: 'unknown' }]);
  });

  test('a refusal ends the plan, and the next proposal is a new one', async () => {
    const session = aSession(() =>
      Promise.reject(new TradewrightError('ORDER_REFUSED', 'no', { outcome: 'refused' })),
    );
    await session.start();
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    expect(session.parts.planBook.plan('plan-1')).toMatchObject({ state: 'failed' });
    expect(
      session.parts.riskManager.headroom().find((row) => row.rule === 'gross-exposure')?.used,
    ).toBe('0');
  });

  test('defect B: a stop that is hit books nothing until the venue reports an execution', async () => {
    const session = aSession(accepted);
    await session.start();
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    session.trader.emit('fill', fillOf(session.trader.sent[0], '50.02'));
    session.quote(47);
    await session.runner.settle();
    const [entry, exit] = session.trader.sent;
    expect(exit).toMatchObject({ side: 'sell', purpose: 'exit', quantity: entry?.quantity });
    expect(session.parts.portfolioTracker.position('test', 'BHP/AUD')).toMatchObject({
      state: 'open',
      quantity: entry?.quantity,
    });
    expect(session.parts.planBook.plan('plan-1')).toMatchObject({ state: 'exiting' });
    session.trader.emit('fill', fillOf(exit, '47'));
    expect(session.parts.portfolioTracker.position('test', 'BHP/AUD')).toMatchObject({
      state: 'closed',
      quantity: '0',
    });
    expect(session.parts.planBook.plan('plan-1')).toMatchObject({
      state: 'closed',
      closeReason: 'stop',
    });
  });

  test('defect A: a plan whose position is gone closes without an order', async () => {
    const session = aSession(accepted);
    await session.start();
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    const [entry] = session.trader.sent;
    session.trader.emit('fill', fillOf(entry, '50.02'));
    session.parts.portfolioTracker
      .bookFill(
        aFill({ fillId: 'elsewhere', side: 'sell', quantity: entry?.quantity ?? decimal('1') }),
        'test',
      )
      ?.commit();
    session.quote(47);
    await session.runner.settle();
    expect(session.trader.sent).toHaveLength(1);
    expect(session.parts.planBook.plan('plan-1')).toMatchObject({ state: 'closed' });
  });

  test('defect C: a cap that is passed by what is held forces nobody out', async () => {
    const session = aSession(accepted);
    await session.start();
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    session.trader.emit('fill', fillOf(session.trader.sent[0], '50.02'));
    const { riskManager, planBook } = session.parts;
    riskManager.changeCaps({ maxTotalExposure: decimal('1000') }, 'anyone');
    session.quote(59);
    session.clock.advanceTo(100_000);
    session.runner.decide();
    await session.runner.settle();
    expect(riskManager.headroom().find((row) => row.rule === 'gross-exposure')).toMatchObject({
      limit: '1000',
      left: '0',
    });
    expect(session.trader.sent).toHaveLength(1);
    expect(planBook.plan('plan-1')).toMatchObject({ state: 'open' });
  });

  test('pause stops entries and never an exit', async () => {
    const session = aSession(accepted);
    await session.start();
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    session.trader.emit('fill', fillOf(session.trader.sent[0], '50.02'));
    session.runner.pause();
    session.quote(47);
    await session.runner.settle();
    expect(session.trader.sent.map((intent) => intent.purpose)).toEqual(['entry', 'exit']);
    session.trader.emit('fill', fillOf(session.trader.sent[1], '47'));
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    expect(session.trader.sent).toHaveLength(2);
  });

  test('a symbol that the strategy does not trade is rejected, never replaced', async () => {
    const session = aSession(accepted, [
      { action: 'open', proposal: { ...proposal, symbol: 'DOGE/USD' } },
    ]);
    await session.start();
    session.quote(50);
    session.runner.decide();
    await session.runner.settle();
    expect(session.trader.sent).toEqual([]);
    const decision = session.journal.events.find((event) => event.type === 'decision.made');
    expect(decision?.body).toMatchObject({
      actions: [{ outcome: 'rejected', reasons: [expect.stringContaining('DOGE/USD') as string] }],
    });
  });

  test('a strategy that throws takes no risk and harms nobody', async () => {
    const session = aSession(accepted, []);
    await session.start();
    session.parts.strategyHost.add({
      name: 'broken',
      label: 'broken',
      symbols: [],
      timeframe: '1m',
      lookback: 1,
      decide: () => {
        throw new Error('broken');
      },
    });
    session.quote(50);
    session.runner.decide();
    expect(session.journal.events.filter((event) => event.type === 'decision.made')).toHaveLength(
      1,
    );
  });

  test('a start that fails names its reason and leaves nothing that goes on', async () => {
    const { trader, runner, parts, journal, clock, start } = aSession(accepted);
    const closed: string[] = [];
    Object.assign(trader, {
      loadInstrument: () => Promise.reject(new TradewrightError('SYMBOL_UNKNOWN', 'No BHP here.')),
      close: async () => void closed.push('closed'),
    });
    await expect(start()).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    expect([parts.gate.state, closed]).toEqual(['ended', ['closed']]);
    const written = journal.events.length;
    trader.emit('quote', aQuote({ bid: 50, ask: 50.02, receivedTime: clock.now() }));
    clock.advanceTo(clock.now() + 3_600_000);
    expect([journal.events.length, runner.settle()]).toEqual([written, undefined]);
  });

  test('drives each part that it was given', async () => {
    const { parts } = aSession(accepted);
    expect(
      Object.entries(parts)
        .filter(([, part]) => part === undefined)
        .map(([name]) => name),
    ).toEqual([
      'toolCoordinator',
      'connectionWatch',
      'protectionDesk',
      'cashSync',
      'fence',
      'marketRecorder',
      'tape',
    ]);
  });
});
