/** @module */
import { describe, expect, test } from 'vitest';
import { decimal, type Plan, type TradingContext } from '@tradewright/core';
import { aPlan, aQuote } from '@tradewright/core/testing';
import { anAgentRig } from '../testing/agent-rig.ts';
import { aSymbolContext, aTradingContext } from '../testing/gate-cases.ts';
import { ScriptedModel, anAnswer } from '../testing/scripted-model.ts';
import { pendingProposal } from './approval-desk.ts';

const target = decimal('53');

/** An open long in BHP/AUD, stop 49 and target 53, its market at 50. */
function contextWith(parts: Partial<Plan> = {}, more: Partial<TradingContext> = {}) {
  const plan = aPlan({ state: 'open', filled: decimal('100'), targetPrice: target, ...parts });
  return aTradingContext({ plans: [plan], ...more });
}

function amend(parts: object = {}) {
  return {
    kind: 'amend',
    planId: 'plan-1',
    expectedRevision: 0,
    stop: 49.5,
    target: 55,
    reason: 'the trend goes on',
    evidence: [{ ref: 'BHP/AUD', field: 'bid', value: null }],
    ...parts,
  };
}

/** A rig that has been told to amend, with what it did. */
async function proposed(item: object = amend(), mode: 'propose' | 'shadow' = 'propose') {
  const hold = { kind: 'hold', symbol: null, reasonCode: 'no_setup' };
  const client = new ScriptedModel(anAnswer(item), anAnswer(hold));
  const rig = anAgentRig({ client, mode });
  const actions = await rig.strategy.decide(contextWith());
  return { rig, actions };
}

describe('another target of a plan', () => {
  test('waits for a person, and the nearer stop beside it goes on at once', async () => {
    const { rig, actions } = await proposed();
    expect(actions).toMatchObject([
      { action: 'amend', amendment: { planId: 'plan-1', stopPrice: 49.5, targetPrice: null } },
    ]);
    expect(rig.submitted).toMatchObject([
      {
        item: { kind: 'amend', planId: 'plan-1', stop: null, target: 55 },
        plan: { symbol: 'BHP/AUD', side: 'long', stop: '49', target: '53' },
        price: 50.01,
      },
    ]);
  });

  test('alone leaves nothing to do until it is approved', async () => {
    const { rig, actions } = await proposed(amend({ stop: null }));
    expect(actions).toMatchObject([{ action: 'hold' }]);
    expect(rig.decisions[0]?.outcome).toBe('awaiting-approval');
  });

  test('sends nothing in shadow, not even the nearer stop', async () => {
    const { rig, actions } = await proposed(amend(), 'shadow');
    expect(actions).toMatchObject([{ action: 'hold' }]);
    expect(rig.submitted).toEqual([]);
  });

  test('is set once approved, though stop and revision have moved on since', async () => {
    const { rig } = await proposed();
    rig.approved.push(...rig.submitted);
    const later = contextWith({ revision: 3, stopPrice: decimal('49.5') });
    expect(await rig.strategy.decide(later)).toMatchObject([
      { action: 'amend', amendment: { revision: 3, stopPrice: null, targetPrice: 55 } },
    ]);
    expect(rig.proposals.at(-1)).toMatchObject({ state: 'passed-on', symbol: 'BHP/AUD' });
  });

  test.for<readonly [string, TradingContext, string]>([
    ['its plan has ended', aTradingContext(), 'the plan has ended'],
    [
      'the target has changed',
      contextWith({ targetPrice: decimal('54') }),
      'the target stands at 54 now',
    ],
    ['its time has passed', contextWith({}, { time: 10_000_000 }), 'the proposal has expired'],
    [
      'the market has left the band',
      contextWith(
        {},
        {
          symbols: [{ ...aSymbolContext('BHP/AUD', 1, 2), quote: aQuote({ bid: 51.9, ask: 52 }) }],
        },
      ),
      'the market has moved 398 bps',
    ],
  ])('lapses when %s', async ([, context, reason]) => {
    const { rig } = await proposed();
    rig.approved.push(...rig.submitted);
    const actions = await rig.strategy.decide(context);
    expect(JSON.stringify(actions)).not.toContain('55');
    expect(rig.proposals.at(-1)).toMatchObject({ state: 'lapsed', reason });
  });

  test('altered under its hash is refused', async () => {
    const { rig } = await proposed();
    const [waiting] = rig.submitted;
    if (waiting?.item.kind !== 'amend') throw new Error('nothing waits');
    rig.approved.push({ ...waiting, item: { ...waiting.item, target: 90 } });
    await rig.strategy.decide(contextWith());
    expect(rig.proposals.at(-1)?.reason).toContain('not the one that was approved');
  });

  test('is judged before an open that was approved beside it, each by its own verdict', async () => {
    const { rig } = await proposed();
    const [waiting] = rig.submitted;
    if (waiting === undefined) throw new Error('nothing waits');
    const { hash: _hash, plan: _plan, ...parts } = waiting;
    const open = pendingProposal({
      ...parts,
      price: 250.1,
      item: {
        kind: 'open',
        symbol: 'CSL/AUD',
        side: 'long',
        entry: { type: 'market', price: null },
        riskFraction: 0.0005,
        stop: 300,
        target: null,
        validMinutes: null,
        maxHoldMinutes: null,
        thesis: 'trend',
        confidence: 0.5,
        evidence: [{ ref: 'CSL/AUD', field: 'bid', value: null }],
        rationale: '',
      },
    });
    rig.approved.push(open, waiting);
    await rig.strategy.decide(contextWith());
    expect(rig.proposals.slice(-2).map(({ symbol, state }) => [symbol, state])).toEqual([
      ['BHP/AUD', 'passed-on'],
      ['CSL/AUD', 'rejected'],
    ]);
  });
});
