/** @module */
import { expect, test } from 'vitest';
import type { AgentDecision } from '@tradewright/core';
import type { CassetteExchange } from '@tradewright/agent';
import { agentDecisionText } from './agent-decision-text.ts';

const open = {
  kind: 'open',
  symbol: 'BHP/AUD',
  side: 'long',
  entry: { type: 'market', price: null },
  riskFraction: 0.02,
  stop: 49,
  target: null,
  validMinutes: null,
  maxHoldMinutes: null,
  thesis: 'trend',
  confidence: 0.6,
  evidence: [{ ref: 'tool-1', field: 'fast', value: 49.5 }],
  rationale: 'up\u202e and\naway',
};
const call = { id: 'c', name: 'get_indicators', argumentsJson: '{"symbol":"BHP/AUD"}' };
const step = { requestHash: 'r', answerHash: 'a', failure: null, outputTokens: 60 };
const agent: AgentDecision = {
  agentDecisionId: 'agent-decision-1',
  strategyName: 'agent',
  provider: 'openai',
  model: 'm',
  servedModel: 'm-2026',
  mode: 'propose',
  outcome: 'awaiting-approval',
  detail: null,
  contextHash: 'c'.repeat(64),
  promptHash: 'p'.repeat(64),
  policyHash: 'q'.repeat(64),
  steps: [
    {
      ...step,
      calls: [{ ...call, ok: true, resultHash: 'h', bytes: 90, asOf: 1_000 }],
      inputTokens: 1_900,
      cachedTokens: null,
    },
  ],
  answer: JSON.stringify({ v: 1, items: [open, { kind: 'sell', everything: true }] }),
  repaired: false,
  degraded: false,
  tainted: true,
  verdicts: [
    {
      kind: 'open',
      subject: 'BHP/AUD',
      verdict: 'clamped',
      reasons: [],
      clamps: [{ rule: 'risk', from: 'risk 0.02', to: 'risk 0.0049999999' }],
    },
  ],
  cost: '0.003',
  currency: 'USD',
  time: 0,
};
const exchange: CassetteExchange = {
  kind: 'exchange',
  hash: 'r',
  prompt: 'p',
  purpose: 'decision',
  input: JSON.stringify({
    equity: '100000',
    cash: null,
    realised: '0',
    unrealised: null,
    room: { 'gross-exposure': '9000' },
    plans: [],
    symbols: [
      { symbol: 'BHP/AUD', phase: 'open', bid: 50, ask: 50.01, timeframe: '5m', bars: 'none' },
    ],
  }),
  exchanges: [
    {
      calls: [call],
      results: [{ body: { ref: 'tool-1', asOf: 1, stale: false, fast: 49.512345678 } }],
    },
  ],
  answer: null,
  failure: null,
  charged: '0',
};

test('a decision reads as what was seen, asked, answered, judged, done and paid', () => {
  const text = agentDecisionText({ decision: null, agent, exchanges: [exchange] });
  const lines = text.split('\n').map((line) => line.trimEnd());
  for (const line of [
    'saw       equity 100,000, cash not known, realised 0, unrealised not known',
    '          room: gross-exposure 9,000',
    '          BHP/AUD open, 50 / 50.01',
    '            ref tool-1, fast 49.512346',
    'answered  open BHP/AUD long at the market, stop 49, no target, risking 2 %',
    '            why: trend, confidence 0.6; "up and away"',
    '            rests on: tool-1 fast 49.5',
    '          kind sell, everything true (not a valid item)',
    '          (text from outside was shown)',
    'gate      open BHP/AUD: clamped',
    '            risk: risk 0.02 -> risk 0.005',
    'did       nothing was passed on',
    'cost      0.003 USD; 1 request, in 1,900, of them cached not counted, out 60',
  ])
    expect(lines).toContain(line);
});

test('a request that is none of ours is shown as it came', () => {
  const text = agentDecisionText({
    decision: null,
    agent,
    exchanges: [{ ...exchange, input: 'no JSON' }],
  });
  expect(text).toContain('saw       no JSON');
});
