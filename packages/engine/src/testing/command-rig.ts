/** A command desk over a venue that does what a test tells it. @module */
import {
  MemoryJournal,
  SessionIds,
  SystemClock,
  VirtualClock,
  decimal,
  type OrderIntent,
  type OrderReport,
} from '@tradewright/core';
import {
  aFill,
  aQuote,
  anOrderRecord,
  anOrderReport,
  anOrderRequest,
} from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { buildEngine } from '../runner/build-engine.ts';
import { CommandDesk } from '../runner/command-desk.ts';
import type { PlacedOrder } from '../runner/manual-order.ts';
import { ScriptedTrader } from './scripted-trader.ts';

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

const capabilities = {
  orderTypes: ['market', 'limit'],
  timesInForce: ['DAY', 'GTC', 'IOC'],
  postOnly: false,
  reduceOnly: false,
  staging: false,
};

/** The venue's word on an order as it was sent. */
export const reportOf = (intent: OrderIntent, parts: Partial<OrderReport> = {}): OrderReport =>
  anOrderReport({
    clientOrderId: intent.clientOrderId,
    side: intent.side,
    type: intent.type,
    quantity: intent.quantity,
    ...parts,
  });

/** A venue that takes every order. */
export const working = async (intent: OrderIntent): Promise<OrderReport> => reportOf(intent);

/** A started session without strategies: BHP/AUD is offered at 50. */
export async function aDesk(
  answer: (intent: OrderIntent) => Promise<OrderReport> = working,
  parts: {
    answerMs?: number;
    onKill?: 'keep' | 'flatten';
    paper?: boolean;
    staging?: boolean;
    fence?: () => void;
  } = {},
) {
  const trader = new ScriptedTrader(answer);
  const { paper = true, staging = false } = parts;
  Object.assign(trader, { paper, capabilities: { ...capabilities, staging } });
  const clock = new VirtualClock(1_000);
  const journal = new MemoryJournal();
  const engine = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader: trader.asTrader,
    clock,
    ids: new SessionIds('TW', 'test'),
    journal,
    caps,
    fees: basisPointFees('10'),
    strategies: [],
    decisionIntervalMs: 60_000,
    planMonitorIntervalMs: 1_000,
    slippagePercent: 0.5,
    fence: parts.fence,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  trader.fetchQuote = async () => aQuote({ bid: 49.99, ask: 50, receivedTime: clock.now() });
  await engine.runner.start({ fillsSince: 0, freshPortfolio: true });
  const desk = new CommandDesk({
    ...engine,
    wall: new SystemClock(),
    answerMs: parts.answerMs ?? 5_000,
    slippagePercent: 0.5,
    exitTicks: 2,
    isArmed: () => false,
    endedOrder: (id) => (id === 'long-gone' ? anOrderRecord({ life: 'canceled' }) : undefined),
    onStop: () => undefined,
    onKill: parts.onKill ?? 'keep',
  });
  const place = async (request = anOrderRequest({ quantity: decimal('20') }), dryRun = false) => {
    const result = await desk.submit({ verb: 'place', request, dryRun });
    return { ...result, order: result.body as PlacedOrder };
  };
  /** The venue fills an order that was sent. */
  const fill = (intent: OrderIntent | undefined): void => {
    if (intent === undefined) throw new Error('nothing was sent');
    const { clientOrderId, side, quantity } = intent;
    trader.emit('fill', aFill({ fillId: clientOrderId, clientOrderId, side, quantity }));
  };
  return { ...engine, trader, journal, desk, place, fill };
}
