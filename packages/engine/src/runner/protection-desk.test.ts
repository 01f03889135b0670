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
import { describe, expect, test } from 'vitest';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { buildEngine } from './build-engine.ts';

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

const report = (intent: OrderIntent, parts: Partial<OrderReport> = {}): OrderReport =>
  anOrderReport({
    clientOrderId: intent.clientOrderId,
    side: intent.side,
    quantity: intent.quantity,
    life: 'working',
    filled: decimal('0'),
    ...parts,
  });

/** A long plan whose entry is at the venue, on a venue that takes everything unless told otherwise. */
async function aPlan(answer = async (intent: OrderIntent) => report(intent)) {
  const trader = new ScriptedTrader(answer);
  const clock = new VirtualClock(1_000);
  const journal = new MemoryJournal();
  let actions: readonly StrategyAction[] = [{ action: 'open', proposal }];
  const strategy: Strategy = {
    name: 'test',
    label: 'test',
    symbols: ['BHP/AUD'],
    timeframe: '1m',
    lookback: 1,
    decide: () => actions,
  };
  const { runner, parts } = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader: trader.asTrader,
    clock,
    ids: new SessionIds('TW', 'test'),
    journal,
    caps: {
      maxOrderValue: decimal('5000'),
      orderValueBuffer: decimal('5'),
      minTradeSize: decimal('500'),
      maxTotalExposure: decimal('10000'),
      maxPositions: 3,
      maxDailyLoss: null,
      maxDailyLossPercent: null,
      allowedSymbols: [],
    },
    fees: basisPointFees('10'),
    strategies: [strategy],
    decisionIntervalMs: 3_600_000,
    planMonitorIntervalMs: 1_000,
    slippagePercent: 0.5,
    protection: { nakedAfterMs: 30_000 },
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await runner.start({ fillsSince: 0, freshPortfolio: true });
  const quote = (bid: number): void =>
    trader.emit('quote', aQuote({ bid, ask: bid + 0.02, receivedTime: clock.now() }));
  quote(50);
  const decide = async (next: readonly StrategyAction[]): Promise<void> => {
    actions = next;
    runner.decide();
    await runner.settle();
  };
  await decide([{ action: 'open', proposal }]);
  const [entry] = trader.sent as [OrderIntent];
  const fill = async (intent: OrderIntent, quantity: string, id: string): Promise<void> => {
    const { clientOrderId, side } = intent;
    trader.emit(
      'fill',
      aFill({ fillId: id, clientOrderId, side, quantity: decimal(quantity), price: decimal('50') }),
    );
    await runner.settle();
  };
  const end = async (intent: OrderIntent): Promise<void> => {
    trader.emit('order', report(intent, { life: 'canceled' }));
    await runner.settle();
  };
  const wait = async (ms: number): Promise<void> => {
    clock.advanceTo(clock.now() + ms);
    await runner.settle();
  };
  const sent = (purpose: OrderIntent['purpose']): OrderIntent[] =>
    trader.sent.filter((intent) => intent.purpose === purpose);
  const close = () => {
    const [plan] = parts.planBook.open();
    return decide([
      { action: 'close', planId: plan?.planId ?? '', fraction: 1, reasons: ['enough'] },
    ]);
  };
  return { trader, parts, journal, entry, fill, end, wait, sent, quote, close };
}

describe('the protective order at the venue', () => {
  test('stands as soon as something is filled, at the stop of the plan, the other way round', async () => {
    const { entry, fill, sent } = await aPlan();
    expect(sent('protection')).toEqual([]);
    await fill(entry, '10', 'f-1');
    expect(sent('protection')).toMatchObject([
      { side: 'sell', type: 'stop', quantity: '10', stopPrice: '48', limitPrice: null },
    ]);
  });

  test('grows with each fill, and two never work at once', async () => {
    const { entry, fill, end, sent, trader } = await aPlan();
    await fill(entry, '10', 'f-1');
    await fill(entry, '20', 'f-2');
    const [first] = sent('protection') as [OrderIntent];
    expect(trader.canceled).toEqual([first.clientOrderId]);
    expect(sent('protection')).toHaveLength(1);
    await end(first);
    expect(sent('protection').map(({ quantity }) => quantity)).toEqual(['10', '30']);
  });

  test('an exit leaves only after evidence that the protective order has ended', async () => {
    const { entry, fill, end, close, sent } = await aPlan();
    await fill(entry, entry.quantity, 'f-1');
    await close();
    expect(sent('exit')).toEqual([]);
    await end(sent('protection')[0] as OrderIntent);
    expect(sent('exit')).toMatchObject([{ side: 'sell', quantity: entry.quantity }]);
    expect(sent('protection')).toHaveLength(1);
  });

  test('a protective order that fills closes the plan, and the exit that waited is dropped', async () => {
    const { entry, fill, close, sent, parts } = await aPlan();
    await fill(entry, entry.quantity, 'f-1');
    await close();
    await fill(sent('protection')[0] as OrderIntent, entry.quantity, 'f-2');
    expect(parts.planBook.open()).toEqual([]);
    expect(sent('exit')).toEqual([]);
  });

  test('goes when the plan is over', async () => {
    const { entry, fill, end, close, sent, trader } = await aPlan();
    await fill(entry, entry.quantity, 'f-1');
    await close();
    await end(sent('protection')[0] as OrderIntent);
    await fill(sent('exit')[0] as OrderIntent, entry.quantity, 'f-2');
    expect(sent('protection')).toHaveLength(1);
    expect(trader.canceled.filter((id) => id !== entry.clientOrderId)).toHaveLength(1);
  });

  test('a venue that refuses is asked again ever more rarely, and the alarm sounds once', async () => {
    const { entry, fill, wait, sent, journal } = await aPlan(async (intent) => {
      if (intent.purpose !== 'protection') return report(intent);
      throw new TradewrightError('ORDER_REFUSED', 'no stops today', { outcome: 'refused' });
    });
    await fill(entry, '10', 'f-1');
    for (let second = 0; second < 200; second += 1) await wait(1_000);
    expect(sent('protection').length).toBeGreaterThan(1);
    expect(sent('protection').length).toBeLessThan(5);
    const alarms = journal.events.filter((event) => event.type === 'health.changed');
    expect(alarms.map(({ body }) => body)).toMatchObject([{ state: 'missing' }]);
  });

  test('the monitor leaves the stop to the venue for its moment, then takes over', async () => {
    const { entry, fill, end, quote, wait, sent, trader } = await aPlan();
    await fill(entry, '10', 'f-1');
    quote(47);
    expect(trader.canceled).toEqual([]);
    await wait(20_000);
    const [stop] = sent('protection') as [OrderIntent];
    expect(trader.canceled).toContain(stop.clientOrderId);
    await end(stop);
    expect(sent('exit')).toMatchObject([{ side: 'sell', quantity: '10' }]);
  });

  test('is not put back while the exit that found nobody is due, and is once the price has left the stop', async () => {
    const { entry, fill, end, quote, wait, sent } = await aPlan();
    await fill(entry, '10', 'f-1');
    await end(entry);
    quote(47);
    await wait(20_000);
    await end(sent('protection')[0] as OrderIntent);
    for (let second = 0; second < 600; second += 1) {
      const last = sent('exit').at(-1) as OrderIntent;
      await end(last);
      await wait(1_000);
    }
    expect(sent('protection')).toHaveLength(1);
    // The market that gave nothing is asked again after 5, 10, 20 and 40 seconds, then once a minute.
    expect(sent('exit').length).toBeGreaterThan(10);
    expect(sent('exit').length).toBeLessThan(16);
    quote(49);
    await end(sent('exit').at(-1) as OrderIntent);
    await wait(1_000);
    expect(sent('protection')).toHaveLength(2);
  });

  test('an exit that found nobody leaves again with the next other price', async () => {
    const { entry, fill, end, quote, wait, sent } = await aPlan();
    await fill(entry, '10', 'f-1');
    await end(entry);
    quote(47);
    await wait(20_000);
    await end(sent('protection')[0] as OrderIntent);
    for (let tries = 0; tries < 8; tries += 1) {
      quote(46 - tries / 100);
      await end(sent('exit').at(-1) as OrderIntent);
      await wait(6_000);
    }
    expect(sent('exit').length).toBeGreaterThanOrEqual(8);
  });

  test('a close that a strategy asks for again at the same price is rejected, and says why', async () => {
    const { entry, fill, end, close, sent, journal } = await aPlan();
    await fill(entry, entry.quantity, 'f-1');
    await close();
    await end(sent('protection')[0] as OrderIntent);
    await end(sent('exit')[0] as OrderIntent);
    await close();
    expect(sent('exit')).toHaveLength(1);
    const last = journal.events.findLast((event) => event.type === 'decision.made');
    expect(JSON.stringify(last?.body)).toContain('found nobody to trade with');
  });

  test('a person who flattens does not wait for another market', async () => {
    const { entry, fill, end, close, sent, parts } = await aPlan();
    await fill(entry, entry.quantity, 'f-1');
    await close();
    await end(sent('protection')[0] as OrderIntent);
    await end(sent('exit')[0] as OrderIntent);
    const undo = parts.protectionDesk?.suspend();
    for (const intent of sent('protection').slice(1)) await end(intent);
    const [plan] = parts.planBook.open();
    parts.planDesk.flatten('test', plan?.planId ?? '');
    expect(sent('exit')).toHaveLength(2);
    undo?.();
  });
});
