/** Entries that rest first: what is sent, and what follows from a no. */
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
} from '@tradewright/core';
import { aPlanProposal, aQuote, anInstrument, anOrderReport } from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { buildEngine } from './build-engine.ts';

type Answer = (intent: OrderIntent) => Promise<OrderReport>;

const strategy: Strategy = {
  name: 'test',
  label: 'test',
  symbols: ['BHP/AUD'],
  timeframe: '1m',
  lookback: 1,
  decide: () => [],
};

const proposal = aPlanProposal({
  symbol: 'BHP/AUD',
  side: 'buy',
  riskFraction: 0.01,
  entryPrice: 50.01,
  stopPrice: 48,
  targetPrice: 60,
  trailDistance: null,
  expiresAt: 50_000,
  maxHoldMs: null,
});

const reported = (intent: OrderIntent, parts: Partial<OrderReport> = {}): OrderReport =>
  anOrderReport({
    clientOrderId: intent.clientOrderId,
    venueOrderId: `v-${intent.clientOrderId}`,
    venueOrderIds: [`v-${intent.clientOrderId}`],
    quantity: intent.quantity,
    filled: decimal('0'),
    ...parts,
  });

const rests: Answer = async (intent) => reported(intent);
const wouldTake: Answer = async (intent) =>
  intent.postOnly ? reported(intent, { life: 'refused', refusal: 'would-take' }) : reported(intent);
const failsWith =
  (
    code: ConstructorParameters<typeof TradewrightError>[0],
    outcome: 'refused' | 'unknown',
  ): Answer =>
  (intent) =>
    intent.postOnly ? Promise.reject(new TradewrightError(code, 'no', { outcome })) : rests(intent);

async function anEntry(answer: Answer, venue = { postOnly: true, makerFirst: true }) {
  const trader = new ScriptedTrader(answer, venue.postOnly);
  trader.loadInstrument = async (symbol) => anInstrument({ symbol, timesInForce: ['GTC', 'IOC'] });
  const clock = new VirtualClock(1_000);
  const journal = new MemoryJournal();
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
      // One entry fits, two do not: what the refused one held must be free again.
      maxTotalExposure: decimal('6000'),
      maxPositions: 1,
      maxDailyLoss: null,
      maxDailyLossPercent: null,
      allowedSymbols: [],
    },
    fees: basisPointFees('10'),
    strategies: [strategy],
    decisionIntervalMs: 60_000,
    planMonitorIntervalMs: 1_000,
    slippagePercent: 0.5,
    makerFirst: venue.makerFirst,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await runner.start({ fillsSince: 0, freshPortfolio: true });
  trader.emit('quote', aQuote({ bid: 50, ask: 50.02, receivedTime: clock.now() }));
  const { planId } = parts.planDesk.open(strategy, proposal);
  await runner.settle();
  const plan = () => parts.planBook.plan(planId ?? '');
  return { trader, journal, parts, runner, clock, plan };
}

const flags = (sent: readonly OrderIntent[]) => sent.map(({ postOnly }) => postOnly);

test('an entry with a limit is sent post-only where that is wanted and the venue can', async () => {
  expect(flags((await anEntry(rests)).trader.sent)).toEqual([true]);
  const unwanted = await anEntry(rests, { postOnly: true, makerFirst: false });
  expect(flags(unwanted.trader.sent)).toEqual([false]);
  const unable = await anEntry(rests, { postOnly: false, makerFirst: true });
  expect(flags(unable.trader.sent)).toEqual([false]);
});

describe('refused because it would take', () => {
  test.each([
    ['in a report', wouldTake],
    ['in an error', failsWith('ORDER_WOULD_TAKE', 'refused')],
  ])(
    '%s, the entry goes once more as a taker, under an id and an intent of its own',
    async (_, answer) => {
      const { trader, journal, parts, plan } = await anEntry(answer);
      const [first, second] = trader.sent;
      expect(flags(trader.sent)).toEqual([true, false]);
      expect(second).toMatchObject({ limitPrice: first?.limitPrice, quantity: first?.quantity });
      expect(second?.clientOrderId).not.toBe(first?.clientOrderId);
      expect(plan()).toMatchObject({
        state: 'entering',
        entryClientOrderId: second?.clientOrderId,
      });
      expect(parts.orders.record(first?.clientOrderId ?? '')?.life).toBe('refused');
      const types = journal.events.map(({ type }) => type);
      const atIntent = types.lastIndexOf('order.intent');
      // The end of the first, the verdict, the plan and the intent stand together.
      expect(types.slice(atIntent - 3, atIntent + 2)).toEqual([
        'order.changed',
        'risk.reviewed',
        'plan.changed',
        'order.intent',
        'order.changed',
      ]);
    },
  );

  test('the taker has no third: a no to it ends the plan', async () => {
    const { trader, plan } = await anEntry(async (intent) =>
      reported(intent, { life: 'refused', refusal: 'would-take' }),
    );
    expect(flags(trader.sent)).toEqual([true, false]);
    expect(plan()).toMatchObject({ state: 'failed', closeReason: 'entry refused' });
  });

  test('a second report of the same refusal sends nothing', async () => {
    const { trader, runner } = await anEntry(wouldTake);
    const [first] = trader.sent;
    if (first === undefined) throw new Error('nothing was sent');
    trader.emit('order', await wouldTake(first));
    await runner.settle();
    expect(trader.sent).toHaveLength(2);
  });

  test.each(['halted', 'expired'] as const)('nothing follows once the plan is %s', async (what) => {
    const session = await anEntry(failsWith('VENUE_TIMEOUT', 'unknown'));
    const { trader, parts, runner, clock, plan } = session;
    const [first] = trader.sent;
    if (first === undefined) throw new Error('nothing was sent');
    if (what === 'halted')
      parts.halts.raise({ scope: 'instrument', subject: 'BHP/AUD', reason: 'test' });
    else clock.advanceTo(60_000);
    trader.emit('order', await wouldTake(first));
    await runner.settle();
    expect(flags(trader.sent)).toEqual([true]);
    expect(plan()?.state).toBe('failed');
  });
});

describe('without evidence nothing follows', () => {
  test.each([
    ['an answer that never came', failsWith('VENUE_TIMEOUT', 'unknown'), 'entering'],
    ['a word that names no outcome', failsWith('ORDER_WOULD_TAKE', 'unknown'), 'entering'],
    ['a refusal for another reason', failsWith('ORDER_REFUSED', 'refused'), 'failed'],
    ['a cancel', async (intent: OrderIntent) => reported(intent, { life: 'canceled' }), 'canceled'],
  ] as const)('%s', async (_, answer, state) => {
    const { trader, plan } = await anEntry(answer);
    expect(flags(trader.sent)).toEqual([true]);
    expect(plan()?.state).toBe(state);
  });

  test('evidence that comes later than the silence is evidence', async () => {
    const { trader, runner, plan } = await anEntry(failsWith('VENUE_TIMEOUT', 'unknown'));
    const [first] = trader.sent;
    if (first === undefined) throw new Error('nothing was sent');
    trader.emit('order', reported(first, { life: 'refused', refusal: 'would-take' }));
    await runner.settle();
    expect(flags(trader.sent)).toEqual([true, false]);
    expect(plan()?.entryClientOrderId).toBe(trader.sent[1]?.clientOrderId);
  });
});
