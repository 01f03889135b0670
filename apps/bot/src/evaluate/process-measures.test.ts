/** @module */
import { describe, expect, test } from 'vitest';
import { decimal, type AgentDecision, type Fill } from '@tradewright/core';
import type { CassetteExchange } from '@tradewright/agent';
import { aFill } from '@tradewright/core/testing';
import { capBreaches } from './cap-breaches.ts';
import { processMeasures } from './process-measures.ts';

const step = (requestHash: string, names: readonly string[] = []): AgentDecision['steps'][0] => ({
  requestHash,
  answerHash: null,
  failure: null,
  calls: names.map((name) => ({
    name,
    argumentsJson: '{}',
    ok: name !== 'get_nothing',
    resultHash: '',
    bytes: 100,
    asOf: null,
  })),
  inputTokens: requestHash === 'uncounted' ? null : 1_000,
  cachedTokens: null,
  outputTokens: 50,
});
const asked = (change: Partial<AgentDecision>): AgentDecision => ({
  agentDecisionId: 'agent-decision-1',
  strategyName: 's',
  provider: 'scripted',
  model: 'scripted-1',
  servedModel: null,
  mode: 'auto-paper',
  outcome: 'held',
  detail: null,
  contextHash: '',
  promptHash: '',
  policyHash: '',
  steps: [step('a')],
  answer: null,
  repaired: false,
  degraded: false,
  tainted: false,
  verdicts: [],
  cost: decimal('0.01'),
  currency: 'USD',
  time: 0,
  ...change,
});
const exchange = (change: Partial<CassetteExchange>): CassetteExchange => ({
  kind: 'exchange',
  hash: 'a',
  prompt: '',
  purpose: 'decision',
  input: '{}',
  exchanges: [],
  answer: null,
  failure: null,
  charged: '0',
  ...change,
});
const answer = (items: readonly object[]): CassetteExchange['answer'] => ({
  text: JSON.stringify({ v: 1, items }),
  calls: [],
  model: 'scripted-1',
  inputTokens: null,
  cachedTokens: null,
  outputTokens: null,
});
const measure = (
  decisions: readonly AgentDecision[],
  exchanges: readonly CassetteExchange[] = [],
) =>
  processMeasures({ decisions: [], asked: decisions, plans: 2, fills: [], equity: [] }, exchanges);

describe('process measures', () => {
  test('count a first answer as valid only where nothing was asked again', () => {
    const { validAtFirst, repaired, outcomes } = measure(
      [
        asked({}),
        asked({ steps: [step('b'), step('r')], repaired: true, outcome: 'decided' }),
        asked({ steps: [step('c')], outcome: 'invalid-output' }),
        asked({ outcome: 'model-error' }),
      ],
      [exchange({ hash: 'r', purpose: 'repair', input: '{}\n{"rejected":[]}' })],
    );
    expect(validAtFirst).toMatchObject({ count: 1, of: 3 });
    expect(repaired).toMatchObject({ count: 1, of: 1 });
    expect(outcomes).toEqual({ held: 1, decided: 1, 'invalid-output': 1, 'model-error': 1 });
  });

  test('count what the gate said of first answers too', () => {
    const told = '{}\n{"rejected":[{"kind":"open","reasons":[{"rule":"evidence"}]}]}';
    const { capAttempts, evidenceTrue } = measure(
      [
        asked({
          verdicts: [
            {
              kind: 'open',
              subject: 'X/USD',
              verdict: 'clamped',
              reasons: [],
              clamps: [{ rule: 'max-risk', from: '0.2', to: '0.01' }],
            },
          ],
        }),
      ],
      [
        exchange({ answer: answer([{ kind: 'open', evidence: [{ ref: 'X/USD' }] }]) }),
        exchange({ purpose: 'repair', input: told }),
        exchange({
          purpose: 'repair',
          input: told,
          exchanges: [{ calls: [], results: [] }],
          answer: answer([{ kind: 'open', evidence: [{ ref: 'X/USD' }] }]),
        }),
      ],
    );
    expect(capAttempts).toEqual({ 'max-risk': 1, evidence: 1 });
    expect(evidenceTrue).toEqual({ count: 1, of: 2, share: 0.5 });
  });

  test('tell repeated and failed calls, and results that an answer cites', () => {
    const results = [{ body: { ref: 'bars' } }, { body: { ref: 'book' } }, { body: null }];
    const { tools } = measure(
      [asked({ steps: [step('a', ['get_bars', 'get_bars', 'get_nothing'])] })],
      [
        exchange({
          exchanges: [{ calls: [], results }],
          answer: answer([{ kind: 'open', evidence: [{ ref: 'bars' }] }]),
        }),
        exchange({ exchanges: [{ calls: [], results }], answer: answer([{ kind: 'hold' }]) }),
      ],
    );
    expect(tools).toMatchObject({ calls: 3, perDecision: 3, failed: 1, repeated: 1, bytes: 300 });
    expect(tools.cited).toEqual({ count: 1, of: 2, share: 0.5 });
  });

  test('add up cost and tokens, and say which were not counted', () => {
    const { cost } = measure([asked({}), asked({ steps: [step('uncounted')] })]);
    expect(cost).toMatchObject({
      total: '0.02',
      perDecision: '0.01',
      perPlan: '0.01',
      inputTokens: 1_000,
      cachedTokens: null,
      uncounted: 1,
    });
  });

  test('of a session that asked nobody are shares of nothing', () => {
    expect(measure([])).toMatchObject({
      validAtFirst: { count: 0, of: 0, share: null },
      tools: { perDecision: null },
      cost: { total: '0', perDecision: null },
    });
  });
});

describe('caps against what was executed', () => {
  const caps = {
    maxOrderValue: decimal('5000'),
    maxTotalExposure: decimal('8000'),
    maxPositions: 1,
  };
  const fill = (symbol: string, side: Fill['side'], quantity: string, id: string): Fill =>
    aFill({
      symbol,
      side,
      quantity: decimal(quantity),
      price: decimal('100'),
      currency: 'USD',
      clientOrderId: id,
    });

  test('hold where every order and all exposure stay below them', () => {
    const fills = [fill('A/USD', 'buy', '50', 'o1'), fill('A/USD', 'sell', '50', 'o2')];
    expect(capBreaches(fills, caps, 'USD')).toEqual({ checked: 2, skipped: 0, breaches: [] });
  });

  test.for([
    [
      'an order in two fills',
      'max-order-value',
      [
        ['A/USD', 'buy', '30', 'o1'],
        ['A/USD', 'buy', '21', 'o1'],
      ],
    ],
    [
      'all positions together',
      'gross-exposure',
      [
        ['A/USD', 'buy', '45', 'o1'],
        ['A/USD', 'buy', '45', 'o2'],
      ],
    ],
    [
      'a second position',
      'max-positions',
      [
        ['A/USD', 'buy', '1', 'o1'],
        ['B/USD', 'sell', '1', 'o2'],
      ],
    ],
  ] as const)('are found passed by %s', ([, rule, fills]) => {
    const made = fills.map(([symbol, side, quantity, id]) => fill(symbol, side, quantity, id));
    expect(capBreaches(made, caps, 'USD').breaches).toMatchObject([{ rule }]);
  });

  test('are not passed by an exit, however large, nor judged in another currency', () => {
    const fills = [
      fill('A/USD', 'buy', '50', 'o1'),
      fill('A/USD', 'buy', '25', 'o2'),
      fill('A/USD', 'sell', '75', 'o3'),
    ];
    expect(capBreaches(fills, caps, 'USD').breaches).toEqual([]);
    expect(capBreaches(fills, caps, 'AUD')).toEqual({ checked: 0, skipped: 3, breaches: [] });
  });
});
