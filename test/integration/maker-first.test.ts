/** An entry that is to rest, at a Gemini on loopback through the real ccxt class: one order trades, whatever is lost. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  MemoryJournal,
  SessionIds,
  SystemClock,
  decimal,
  type DurableMap,
  type Strategy,
} from '@tradewright/core';
import { aPlanProposal } from '@tradewright/core/testing';
import { buildEngine, percentFees } from '@tradewright/engine';
import { GeminiTrader } from '@tradewright/venue-ccxt/gemini';
import { FakeGemini, fakeFaults } from '@tradewright/venue-ccxt/testing';

const symbol = 'BTC/USD';
const keys = { apiKey: 'account-test', apiSecret: 'not-a-secret' };
const strategy: Strategy = {
  name: 'test',
  label: 'test',
  symbols: [symbol],
  timeframe: '5m',
  lookback: 1,
};
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

function memory(): DurableMap {
  const map = new Map<string, string>();
  return {
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    delete: (key) => void map.delete(key),
    entries: () => [...map],
  };
}

/** A session that prefers to make, at a market of 49,990 to 50,010. */
async function aSession() {
  const clock = new SystemClock();
  const fake = await FakeGemini.start(keys);
  undo.push(() => fake.stop());
  fake.market.deposit('USD', '100000');
  fake.market.setBook('btcusd', { bids: [['49990', '1']], asks: [['50010', '1']] });
  const trader = new GeminiTrader({
    ...keys,
    sandbox: false,
    simulated: true,
    restUrl: fake.url,
    wsUrl: fake.wsUrl,
    clock,
    state: memory(),
    isOwn: (id) => id.startsWith('TW-'),
    symbols: [symbol],
    requestIntervalMs: 0,
    pollMs: 50,
  });
  const { runner, parts } = buildEngine({
    sessionId: 's',
    baseCurrency: 'USD',
    trader,
    clock,
    ids: new SessionIds('TW', 'maker'),
    journal: new MemoryJournal(),
    caps: {
      maxOrderValue: decimal('5000'),
      orderValueBuffer: decimal('5'),
      minTradeSize: decimal('100'),
      maxTotalExposure: decimal('10000'),
      maxPositions: 3,
      maxDailyLoss: null,
      maxDailyLossPercent: null,
      allowedSymbols: [],
    },
    fees: percentFees('0.4'),
    strategies: [strategy],
    decisionIntervalMs: 600_000,
    planMonitorIntervalMs: 600_000,
    slippagePercent: 0.5,
    makerFirst: true,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await runner.start({ fillsSince: clock.now(), freshPortfolio: true });
  undo.push(() => runner.stop());
  const enter = (entryPrice: number): string => {
    const terms = { symbol, entryPrice, stopPrice: 48_000, targetPrice: null };
    const limits = { riskFraction: 0.001, trailDistance: null, expiresAt: null };
    const opened = parts.planDesk.open(
      strategy,
      aPlanProposal({ ...terms, ...limits, side: 'buy' }),
    );
    expect(opened).toMatchObject({ outcome: 'admitted' });
    return opened.planId ?? '';
  };
  const becomes = (planId: string, state: string) =>
    vi.waitFor(() => expect(parts.planBook.plan(planId)?.state).toBe(state), { timeout: 20_000 });
  const atVenue = () =>
    fake.market.orders.map(({ options, reason, trades }) => ({
      options: [...options],
      reason,
      traded: trades.length > 0,
    }));
  return { fake, parts, enter, becomes, atVenue };
}

const turnedAway = {
  options: ['maker-or-cancel'],
  reason: 'MakerOrCancelWouldTake',
  traded: false,
};
const taken = { options: [], reason: undefined, traded: true };

describe('an entry that prefers to make', () => {
  test('rests where it can', async () => {
    const { enter, atVenue } = await aSession();
    enter(49_980);
    await vi.waitFor(() => expect(atVenue()).toHaveLength(1), { timeout: 20_000 });
    expect(atVenue()).toEqual([{ options: ['maker-or-cancel'], reason: undefined, traded: false }]);
  });

  test('goes as a taker once the venue has said that it would take', async () => {
    const { enter, becomes, atVenue } = await aSession();
    await becomes(enter(50_010), 'open');
    expect(atVenue()).toEqual([turnedAway, taken]);
  });

  test('whose answer is lost goes as a taker when the refusal is seen later', async () => {
    const { fake, parts, enter, becomes, atVenue } = await aSession();
    fake.fail('/v1/order/new', fakeFaults.dropAfter);
    await becomes(enter(50_010), 'open');
    expect(atVenue()).toEqual([turnedAway, taken]);
    expect(parts.portfolioTracker.netQuantity(symbol).toString()).toBe(
      parts.planBook.open('test')[0]?.filled,
    );
  });

  test('whose bytes are lost is followed by nothing: silence is no refusal', async () => {
    const { fake, parts, enter, atVenue } = await aSession();
    fake.fail('/v1/order/new', fakeFaults.dropBefore);
    enter(50_010);
    await vi.waitFor(() => expect(parts.orders.open()).toMatchObject([{ life: 'unknown' }]), {
      timeout: 20_000,
    });
    // Recovery has looked, and the venue knows of no order.
    await parts.resyncService.run(0);
    expect(fake.requests.filter((path) => path === '/v1/order/new')).toHaveLength(1);
    expect(atVenue()).toEqual([]);
  });
});
