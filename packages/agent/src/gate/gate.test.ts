/** @module */
import { describe, expect, test } from 'vitest';
import { decimal, headroomRow, type Headroom } from '@tradewright/core';
import { aPlan, aQuote, anEquityPoint } from '@tradewright/core/testing';
import {
  aContextWithPlan,
  aGatePolicy,
  aGateSnapshot,
  aSymbolContext,
  aTradingContext,
  anOpenItem,
} from '../testing/gate-cases.ts';
import { gate, type GateSnapshot } from './gate.ts';

const policy = aGatePolicy();
const close = { kind: 'close', planId: 'plan-1', expectedRevision: 0, fraction: 1, reason: 'x' };
const amend = {
  kind: 'amend',
  planId: 'plan-1',
  expectedRevision: 0,
  stop: 49.5,
  target: null,
  reason: 'x',
  evidence: [{ ref: 'BHP/AUD', field: 'bid', value: null }],
};

function rulesOf(item: unknown, snapshot: GateSnapshot = aGateSnapshot()): readonly string[] {
  return gate([item], snapshot, policy).results[0]?.verdict.reasons.map(({ rule }) => rule) ?? [];
}

describe('gate', () => {
  test('an open under every cap becomes a proposal with its size', () => {
    const { results, actions } = gate([anOpenItem()], aGateSnapshot(), policy);
    expect(results[0]).toMatchObject({
      verdict: { verdict: 'accepted', subject: 'BHP/AUD' },
      size: { quantity: '49' },
    });
    expect(actions).toMatchObject([
      { action: 'open', proposal: { symbol: 'BHP/AUD', side: 'buy', stopPrice: 49 } },
    ]);
  });

  test('defect L: a symbol that was not shown is rejected, and no other is traded instead', () => {
    const { results, actions } = gate(
      [anOpenItem({ symbol: 'DOGE/USD', stop: 0.1, target: 0.3 })],
      aGateSnapshot(),
      policy,
    );
    expect(actions).toEqual([]);
    expect(results[0]?.verdict).toMatchObject({
      verdict: 'rejected',
      reasons: [{ rule: 'symbol-shown' }],
    });
  });

  test.for<readonly [string, Record<string, unknown>, string]>([
    ['an unknown key', anOpenItem({ transmit: true }), 'schema'],
    ['a quantity', anOpenItem({ quantity: 1e9 }), 'schema'],
    ['a risk of 10^9', anOpenItem({ riskFraction: 1e9 }), 'schema'],
    ['a negative risk', anOpenItem({ riskFraction: -0.01 }), 'schema'],
    ['a risk that is not a number', anOpenItem({ riskFraction: null }), 'schema'],
    ['a stop on the wrong side', anOpenItem({ stop: 51 }), 'stop-side'],
    ['a stop that is too near', anOpenItem({ stop: 50 }), 'stop-distance'],
    ['a stop that is too far', anOpenItem({ stop: 20 }), 'stop-distance'],
    ['a target on the wrong side', anOpenItem({ target: 49 }), 'target-side'],
    ['too little reward', anOpenItem({ target: 50.2 }), 'reward-risk'],
    [
      'a limit far from the market',
      anOpenItem({ entry: { type: 'limit', price: 40 } }),
      'entry-near-market',
    ],
    ['a limit without a price', anOpenItem({ entry: { type: 'limit', price: null } }), 'entry'],
    [
      'a short that is not allowed',
      anOpenItem({ side: 'short', stop: 51, target: 48 }),
      'short-allowed',
    ],
    [
      'invented evidence',
      anOpenItem({ evidence: [{ ref: 'news-9', field: 'x', value: 1 }] }),
      'evidence',
    ],
    [
      'a number that was not shown',
      anOpenItem({ evidence: [{ ref: 'BHP/AUD', field: 'ask', value: 55 }] }),
      'evidence',
    ],
    ['an invented plan', { ...close, planId: 'plan-9' }, 'plan-known'],
  ])('%s is rejected', ([, item, rule]) => {
    expect(rulesOf(item)).toContain(rule);
  });

  test.for<readonly [string, Partial<GateSnapshot>, string]>([
    ['a canary that came back', { newRiskBlocked: 'the canary' }, 'new-risk-blocked'],
    ['a kill switch', { blockedSymbols: { 'BHP/AUD': 'killed' } }, 'entries-blocked'],
    ['an unknown rate', { rates: {} }, 'rate-known'],
    [
      'an unknown equity',
      { context: aTradingContext({ equity: anEquityPoint({ equity: null }) }) },
      'equity-known',
    ],
    ['an unknown headroom', { context: aTradingContext({ headroom: [] }) }, 'caps-known'],
    ['a plan in the symbol', { context: aContextWithPlan() }, 'one-plan-per-symbol'],
    ['an old quote', { context: aTradingContext({ time: 1_000_000 }) }, 'fresh'],
    [
      'a closed market',
      {
        context: aTradingContext({
          symbols: [{ ...aSymbolContext('BHP/AUD', 49.99, 50.01), phase: 'closed' }],
        }),
      },
      'session-open',
    ],
    [
      'a one-sided quote',
      {
        context: aTradingContext({
          symbols: [{ ...aSymbolContext('BHP/AUD', 1, 2), quote: aQuote({ ask: null }) }],
        }),
      },
      'quote-known',
    ],
  ])('%s keeps an open out', ([, parts, rule]) => {
    expect(rulesOf(anOpenItem(), aGateSnapshot(parts))).toContain(rule);
  });

  test('a request above the cap is cut to it, and taint halves the cap', () => {
    const clean = gate([anOpenItem({ riskFraction: 1 })], aGateSnapshot(), policy).results[0];
    expect(clean?.verdict).toMatchObject({
      verdict: 'clamped',
      clamps: [{ rule: 'max-risk' }, { rule: 'value-caps' }],
    });
    const tainted = gate(
      [anOpenItem({ riskFraction: 0.01 })],
      aGateSnapshot({ tainted: true }),
      policy,
    ).results[0];
    expect(tainted?.verdict.clamps[0]).toEqual({
      rule: 'taint',
      from: 'risk 0.01',
      to: 'risk 0.005',
    });
  });

  test('the second open has only the room that the first one left', () => {
    const second = anOpenItem({
      symbol: 'CSL/AUD',
      stop: 245,
      target: 260,
      riskFraction: 0.01,
      evidence: [{ ref: 'CSL/AUD', field: 'ask', value: null }],
    });
    const context = aTradingContext({
      headroom: aTradingContext().headroom.map((row) =>
        row.rule === 'gross-exposure' ? { ...row, left: '6000' } : row,
      ),
    });
    const { results } = gate(
      [anOpenItem({ riskFraction: 0.01 }), second],
      aGateSnapshot({ context }),
      policy,
    );
    expect(results.map(({ size }) => size?.quantity)).toEqual(['99', '4']);
  });

  const withRows = (...rows: readonly Headroom[]): Partial<GateSnapshot> => ({
    context: aTradingContext({ headroom: [...aTradingContext().headroom, ...rows] }),
  });

  test.for<readonly [string, Headroom, readonly string[]]>([
    ['in the symbol', headroomRow('cool-down', { symbol: 'BHP/AUD', blocks: true }), ['cool-down']],
    ['in another symbol', headroomRow('cool-down', { symbol: 'CSL/AUD', blocks: true }), []],
    ['on the other side', headroomRow('short-permission', { side: 'sell', blocks: true }), []],
    [
      'of the whole session',
      headroomRow('order-rate', { left: '0', blocks: true }),
      ['order-rate'],
    ],
    ['that is not known', headroomRow('drawdown', { limit: '1000' }), ['drawdown']],
  ])('a rule of risk that blocks %s rejects before an order is tried', ([, row, rules]) => {
    expect(rulesOf(anOpenItem(), aGateSnapshot(withRows(row)))).toEqual(rules);
  });

  test.for<readonly [string, Headroom, string]>([
    ['the symbol', headroomRow('symbol-exposure', { symbol: 'BHP/AUD', left: '1000' }), '19'],
    ['the class', headroomRow('class-exposure', { symbol: 'BHP/AUD', left: '1500' }), '29'],
    ['the strategy', headroomRow('allocated-capital', { left: '2000' }), '39'],
    ['longs', headroomRow('net-exposure', { side: 'buy', left: '1000' }), '19'],
    ['what may be lost', headroomRow('drawdown', { left: '30' }), '29'],
  ])('an open is cut to the room under the cap on %s', ([, row, quantity]) => {
    const item = anOpenItem({ riskFraction: 0.01 });
    const [result] = gate([item], aGateSnapshot(withRows(row)), policy).results;
    expect(result?.verdict.verdict).toBe('clamped');
    expect(result?.size?.quantity).toBe(quantity);
  });

  test('a valid close next to an invalid open still closes, and comes first', () => {
    const context = aContextWithPlan();
    const { actions, results } = gate(
      [
        anOpenItem({ riskFraction: 1e9 }),
        { kind: 'hold', symbol: null, reasonCode: 'no_setup' },
        close,
      ],
      aGateSnapshot({ context, newRiskBlocked: 'the budget is used up' }),
      policy,
    );
    expect(actions).toMatchObject([
      { action: 'close', planId: 'plan-1', fraction: 1 },
      { action: 'hold' },
    ]);
    expect(results.at(-1)?.verdict.verdict).toBe('rejected');
  });

  test('a stop may come closer and never move away; a plan that moved on is left alone', () => {
    const snapshot = aGateSnapshot({ context: aContextWithPlan() });
    expect(rulesOf(amend, snapshot)).toEqual([]);
    expect(rulesOf({ ...amend, stop: 48 }, snapshot)).toContain('stop-tightens');
    expect(rulesOf({ ...amend, stop: 50.5 }, snapshot)).toContain('stop-side');
    expect(rulesOf({ ...amend, expectedRevision: 3 }, snapshot)).toContain('plan-revision');
    expect(gate([close, close], snapshot, policy).actions).toHaveLength(1);
    const short = aPlan({ side: 'sell', stopPrice: decimal('51'), symbol: 'BHP/AUD' });
    const shorts = aGateSnapshot({ context: aTradingContext({ plans: [short] }) });
    expect(rulesOf({ ...amend, stop: 52 }, shorts)).toContain('stop-tightens');
    expect(rulesOf({ ...amend, stop: 50.5 }, shorts)).toEqual([]);
  });

  test('the same arguments give the same result', () => {
    const snapshot = aGateSnapshot();
    const items = [anOpenItem(), close];
    expect(gate(items, snapshot, policy)).toEqual(gate(items, snapshot, policy));
  });
});
