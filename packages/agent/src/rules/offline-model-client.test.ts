/** @module */
import { describe, expect, test } from 'vitest';
import type { Bar, TradingContext } from '@tradewright/core';
import { aPlan } from '@tradewright/core/testing';
import { aContextWithBars, anAgentRig } from '../testing/agent-rig.ts';
import { OfflineModelClient, offlineRulesLabel } from './offline-model-client.ts';

function withCloses(closes: (index: number) => number, parts: Partial<TradingContext> = {}) {
  const context = aContextWithBars(128, parts);
  const bars = (context.symbols[0]?.bars ?? []).map((bar, index): Bar => {
    const close = closes(index);
    return { ...bar, open: close, high: close + 0.1, low: close - 0.1, close };
  });
  return { ...context, symbols: context.symbols.map((symbol) => ({ ...symbol, bars })) };
}

const rising = (index: number) => 45 + index * 0.05;
const falling = (index: number) => 55 - index * 0.05;

async function decide(context: TradingContext) {
  const rig = anAgentRig({ client: new OfflineModelClient() });
  return { ...rig, actions: await rig.strategy.decide(context) };
}

describe('OfflineModelClient', () => {
  test('says that it is no model', () => {
    expect(offlineRulesLabel).toBe('OFFLINE RULES - not an AI model');
    expect(new OfflineModelClient().provider).toBe('offline');
  });

  test('an up-trend opens a long at the market, by way of a tool and with its evidence', async () => {
    const { actions, decisions } = await decide(withCloses(rising));
    expect(actions[0]).toMatchObject({
      action: 'open',
      proposal: { symbol: 'BHP/AUD', side: 'buy', entryPrice: null },
    });
    expect(decisions[0]).toMatchObject({
      provider: 'offline',
      outcome: 'decided',
      cost: '0',
    });
    expect(decisions[0]?.steps[0]?.calls.map(({ name }) => name)).toEqual([
      'get_indicators',
      'get_indicators',
    ]);
  });

  test('a down-trend opens a short only where shorts are allowed', async () => {
    const { actions } = await decide(withCloses(falling));
    expect(actions.filter(({ action }) => action === 'open')).toMatchObject([
      { proposal: { symbol: 'CSL/AUD', side: 'sell' } },
    ]);
  });

  test('too few bars and no trend hold', async () => {
    const few = withCloses(rising);
    const short = few.symbols.map((symbol) => ({ ...symbol, bars: symbol.bars.slice(-20) }));
    expect((await decide({ ...few, symbols: short })).decisions[0]?.outcome).toBe('held');
    expect((await decide(withCloses(() => 50))).decisions[0]?.outcome).toBe('held');
  });

  test('an open plan is kept with its trend and closed against it', async () => {
    const plans = [aPlan({ symbol: 'BHP/AUD', side: 'buy', state: 'open' })];
    const kept = await decide(withCloses(rising, { plans }));
    expect(kept.actions.some(({ action }) => action === 'close')).toBe(false);
    const closed = await decide(withCloses(falling, { plans }));
    expect(closed.actions[0]).toMatchObject({ action: 'close', planId: 'plan-1', fraction: 1 });
  });

  test('the same context gives the same answer', async () => {
    const [first, second] = [await decide(withCloses(rising)), await decide(withCloses(rising))];
    expect(first.decisions).toEqual(second.decisions);
  });
});
