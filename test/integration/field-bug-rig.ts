/** A bot that can be restarted, on a venue that does what a test tells it. @module */
import {
  SessionIds,
  SystemClock,
  TradewrightError,
  VirtualClock,
  complete,
  decimal,
  incomplete,
  type BaseTrader,
  type ConnectionState,
  type Fill,
  type OrderIntent,
  type OrderReport,
} from '@tradewright/core';
import {
  aFill,
  aPlanProposal,
  aQuote,
  aSessionRecord,
  anOrderReport,
  anOrderRequest,
} from '@tradewright/core/testing';
import { basisPointFees, buildEngine, CommandDesk } from '@tradewright/engine';
import { openStore } from '@tradewright/store';
import { ScriptedTrader } from '../../packages/engine/src/testing/scripted-trader.ts';

const portfolioId = 'p';
const caps = {
  maxOrderValue: decimal('5000'),
  orderValueBuffer: decimal('5'),
  minTradeSize: decimal('500'),
  maxTotalExposure: decimal('5400'),
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

/** The venue's word on an order. */
export const reportOf = (intent: OrderIntent, parts: Partial<OrderReport> = {}): OrderReport =>
  anOrderReport({
    clientOrderId: intent.clientOrderId,
    side: intent.side,
    type: intent.type,
    quantity: intent.quantity,
    life: 'working',
    filled: decimal('0'),
    venueOrderId: `v-${intent.clientOrderId}`,
    venueOrderIds: [`v-${intent.clientOrderId}`],
    ...parts,
  });

/** A send whose outcome nobody knows. */
export const noAnswer = (): Promise<never> =>
  Promise.reject(new TradewrightError('VENUE_TIMEOUT', 'no answer', { outcome: 'unknown' }));

/** An execution of an order, at 50. */
export const fillOf = (intent: OrderIntent, quantity: string, parts: Partial<Fill> = {}): Fill =>
  aFill({
    fillId: `f-${intent.clientOrderId}`,
    clientOrderId: intent.clientOrderId,
    venueOrderId: `v-${intent.clientOrderId}`,
    side: intent.side,
    quantity: decimal(quantity),
    ...parts,
  });

/** What the venue has, and how it answers. */
class Venue {
  readonly open: OrderReport[] = [];
  readonly closed: OrderReport[] = [];
  readonly fills: Fill[] = [];
  /** False: every list is incomplete. */
  answers = true;
  asked: string[] = [];
  reconnects = 0;
  state: ConnectionState = {
    socket: 'up',
    broker: 'up',
    data: 'up',
    epoch: 1,
    lastProof: null,
    message: null,
  };
  place: (intent: OrderIntent) => Promise<OrderReport> = async (intent) => reportOf(intent);
  cancel: (clientOrderId: string) => Promise<void> = async () => undefined;

  trader(): ScriptedTrader {
    const trader = new ScriptedTrader((intent) => this.place(intent));
    const list = <Item>(items: readonly Item[]) =>
      Promise.resolve(this.answers ? complete(items, 0) : incomplete('timeout', 'no answer', 0));
    const cancel = trader.cancelOrder.bind(trader);
    const parts: Partial<BaseTrader> = {
      connection: () => this.state,
      maybeReconnect: async () => ((this.reconnects += 1), this.state.socket === 'up'),
      fetchQuote: async () => aQuote(),
      fetchOpenOrders: () => list(this.open),
      fetchClosedOrders: () => list(this.closed),
      fetchFills: () => list(this.fills),
      fetchOrder: async (id) => {
        this.asked.push(id);
        const item = [...this.open, ...this.closed].find((one) => one.clientOrderId === id);
        return item === undefined ? { kind: 'absent', asOf: 0 } : { kind: 'found', item };
      },
      cancelOrder: async (id) => {
        await cancel(id);
        await this.cancel(id);
      },
    };
    return Object.assign(trader, parts, { capabilities });
  }
}

/** A store and a venue that outlive every session of one test. */
export function aWorld() {
  const venue = new Venue();
  const clock = new VirtualClock(1_000);
  const store = openStore({ path: ':memory:' });
  let runs = 0;
  const start = async () => {
    const run = (runs += 1);
    const journal = store.startSession(aSessionRecord({ id: `s${run}`, portfolioId }));
    const trader = venue.trader();
    let wants = 0;
    const { runner, parts } = buildEngine({
      sessionId: `s${run}`,
      baseCurrency: 'AUD',
      trader: trader.asTrader,
      clock,
      ids: new SessionIds('TW', `s${run}`, run === 1 ? {} : store.idCounters(portfolioId)),
      journal,
      caps,
      fees: basisPointFees('10'),
      strategies: [
        {
          name: 'test',
          label: 'test',
          symbols: ['BHP/AUD'],
          timeframe: '1m',
          lookback: 1,
          decide: () =>
            Array.from({ length: wants }, () => ({ action: 'open' as const, proposal })),
        },
      ],
      decisionIntervalMs: 86_400_000_000,
      planMonitorIntervalMs: 1_000,
      slippagePercent: 0.5,
      records: run === 1 ? undefined : store.reader(portfolioId),
      watch: { heartbeatMs: 5_000, coolDownMs: 20_000, quoteStaleMs: null, outages: [] },
      onSubscriberFailure: (error) => {
        throw error;
      },
    });
    const settled = async (): Promise<void> => {
      for (let turn = 0; turn < 30; turn += 1) {
        await runner.settle();
        await Promise.resolve();
      }
    };
    await runner.start({ fillsSince: 0, freshPortfolio: run === 1 });
    const priced = (bid: number): void =>
      trader.emit('quote', aQuote({ bid, ask: bid + 0.02, receivedTime: clock.now() }));
    priced(49.99);
    const desk = new CommandDesk({
      runner,
      parts,
      wall: new SystemClock(),
      answerMs: 5_000,
      slippagePercent: 0.5,
      isArmed: () => false,
      endedOrder: () => undefined,
      onStop: () => undefined,
      onKill: 'keep',
    });
    return {
      priced,
      /** So many small orders by hand, one after the other. */
      sendSmall: async (count: number): Promise<readonly OrderIntent[]> => {
        const request = anOrderRequest({ quantity: decimal('16') });
        for (let left = count; left > 0; left -= 1)
          await desk.submit({ verb: 'place', request, dryRun: false });
        return trader.sent;
      },
      parts,
      trader,
      settled,
      /** One decision that asks for so many entries; resolves to those that were sent. */
      enter: async (count = 1): Promise<OrderIntent[]> => {
        const before = trader.sent.length;
        wants = count;
        runner.decide();
        wants = 0;
        await settled();
        return trader.sent.slice(before);
      },
      /** Lets time pass, second by second. */
      pass: async (ms: number): Promise<void> => {
        for (let left = ms; left > 0; left -= 1_000) {
          clock.advanceTo(clock.now() + Math.min(1_000, left));
          await settled();
        }
      },
      life: (intent: OrderIntent) => parts.orders.record(intent.clientOrderId)?.life,
      held: (): string =>
        store
          .reader(portfolioId)
          .bookPositions()
          .find(({ strategyName }) => strategyName === 'test')?.quantity ?? '0',
    };
  };
  const reader = () => store.reader(portfolioId);
  return { venue, clock, reader, start };
}

const proposal = aPlanProposal({
  riskFraction: 0.01,
  entryPrice: null,
  stopPrice: 48,
  targetPrice: null,
  maxHoldMs: null,
});
