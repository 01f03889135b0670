import { describe, expect, test } from 'vitest';
import type { Bar, TradingContext } from '@tradewright/core';
import { aCoinInstrument, aPlan, aQuote, anAccount } from '@tradewright/core/testing';
import { OfflineRulesStrategy, offlineRulesLabel } from './offline-rules.ts';

function barsOf(closes: readonly number[]): Bar[] {
  return closes.map((close, index) => ({
    time: index * 300_000,
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    volume: 1,
  }));
}

function aContext(closes: readonly number[], parts: Partial<TradingContext> = {}): TradingContext {
  return {
    time: 1,
    strategyName: 'offline-rules-v1',
    baseCurrency: 'USD',
    symbols: [
      {
        symbol: 'BTC/USD',
        instrument: aCoinInstrument(),
        phase: 'open',
        quote: aQuote({ symbol: 'BTC/USD', bid: 199, ask: 200 }),
        timeframe: '5m',
        bars: barsOf(closes),
      },
    ],
    account: anAccount(),
    equity: null,
    positions: [],
    plans: [],
    openOrders: [],
    recentFills: [],
    headroom: [],
    hash: '0',
    ...parts,
  };
}

const rising = Array.from({ length: 128 }, (_, index) => 100 + index);
const falling = rising.toReversed();
const strategy = new OfflineRulesStrategy({ symbols: ['BTC/USD'] });

describe('OfflineRulesStrategy', () => {
  test('says that it is no model', () => {
    expect(strategy.label).toBe(offlineRulesLabel);
    expect(offlineRulesLabel).toBe('OFFLINE RULES - not an AI model');
  });

  test('an up-trend opens a long at the market with the stop below and the target above', () => {
    const [action] = strategy.decide(aContext(rising));
    expect(action).toMatchObject({
      action: 'open',
      proposal: { side: 'buy', entryPrice: null, riskFraction: 0.005 },
    });
    if (action?.action !== 'open') throw new Error('no proposal');
    expect(action.proposal.stopPrice).toBeLessThan(200);
    expect(action.proposal.targetPrice).toBeGreaterThan(200);
  });

  test('a down-trend opens nothing where shorts are not allowed, and a short where they are', () => {
    expect(strategy.decide(aContext(falling))).toMatchObject([{ action: 'hold' }]);
    const context = aContext(falling);
    const [symbol] = context.symbols;
    if (symbol === undefined) throw new Error('no symbol');
    const shortable = {
      ...context,
      symbols: [{ ...symbol, instrument: aCoinInstrument({ canShort: true }) }],
    };
    expect(strategy.decide(shortable)).toMatchObject([
      { action: 'open', proposal: { side: 'sell' } },
    ]);
  });

  test('too few bars and no trend hold', () => {
    expect(strategy.decide(aContext(rising.slice(0, 40)))).toMatchObject([{ action: 'hold' }]);
    expect(strategy.decide(aContext(rising.map(() => 100)))).toMatchObject([{ action: 'hold' }]);
  });

  test('an open plan is kept with its trend and closed against it', () => {
    const plans = [aPlan({ symbol: 'BTC/USD', side: 'buy', state: 'open' })];
    expect(strategy.decide(aContext(rising, { plans }))).toMatchObject([{ action: 'hold' }]);
    expect(strategy.decide(aContext(falling, { plans }))).toMatchObject([
      { action: 'close', fraction: 1 },
    ]);
  });

  test('the same context gives the same answer', () => {
    expect(strategy.decide(aContext(rising))).toEqual(strategy.decide(aContext(rising)));
  });
});
