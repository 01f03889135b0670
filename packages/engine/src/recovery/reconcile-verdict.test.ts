import { describe, expect, test } from 'vitest';
import { Decimal } from '@tradewright/core';
import { reconcileVerdict, type Suspect } from './reconcile-verdict.ts';

const suspect = (clientOrderId: string, missing: string, certain = false): Suspect => ({
  clientOrderId,
  missing: Decimal.from(missing),
  certain,
});

function holding(
  difference: string,
  parts: { ours?: boolean; settled?: boolean; suspects?: readonly Suspect[] } = {},
): string {
  const { ours = true, settled = true, suspects = [] } = parts;
  const verdict = reconcileVerdict({
    kind: 'holding',
    symbol: 'BHP/AUD',
    difference: Decimal.from(difference),
    ours,
    settled,
    suspects,
  });
  const inferred = verdict.inferences.map(
    (one) => `${one.clientOrderId} ${one.quantity.toString()}`,
  );
  return [verdict.action, verdict.halt?.scope ?? 'no halt', ...inferred].join(', ');
}

describe('orders that the venue shows', () => {
  test.for([
    ['known', 'adopt', null],
    ['elsewhere', 'external', null],
    ['lost', 'halt', 'account'],
  ] as const)('one that is %s: %s', ([maker, action, scope]) => {
    const verdict = reconcileVerdict({ kind: 'order', maker, id: 'TW-1' });
    expect([verdict.action, verdict.halt?.scope ?? null]).toEqual([action, scope]);
    expect(verdict.reason).toContain('TW-1');
  });
});

test('a holding of another account or in another currency halts the venue', () => {
  const reason = 'BHP/AUD is held in USD and traded in AUD';
  const finding = { kind: 'misplaced', symbol: 'BHP/AUD', reason } as const;
  expect(reconcileVerdict(finding)).toMatchObject({
    action: 'halt',
    halt: { scope: 'venue', reason },
  });
});

describe('holdings', () => {
  const two = [suspect('a', '60'), suspect('b', '60')];
  test.for([
    ['what agrees', '0', {}, 'agree, no halt'],
    [
      'what agrees, with an order of unknown outcome',
      '0',
      { suspects: [suspect('a', '60')] },
      'agree, no halt',
    ],
    ['a symbol that we never ordered in', '70', { ours: false }, 'external, no halt'],
    [
      'the same, seen once: nothing of ours can be under way there',
      '-70',
      { ours: false, settled: false },
      'external, no halt',
    ],
    ['a difference that was seen once', '60', { settled: false }, 'wait, no halt'],
    [
      'the same, with an order that explains it',
      '60',
      { settled: false, suspects: [suspect('a', '60')] },
      'wait, no halt',
    ],
    ['one that nothing explains', '60', {}, 'external, instrument'],
    [
      'one unknown order that fits',
      '60',
      { suspects: [suspect('a', '60')] },
      'infer, instrument, a 60',
    ],
    [
      'one that can have filled in part',
      '25',
      { suspects: [suspect('a', '60')] },
      'infer, instrument, a 25',
    ],
    ['a sale that fits', '-60', { suspects: [suspect('a', '-60')] }, 'infer, instrument, a -60'],
    [
      'an order of the other side',
      '-60',
      { suspects: [suspect('a', '60')] },
      'external, instrument',
    ],
    [
      'more than the order can have filled',
      '61',
      { suspects: [suspect('a', '60')] },
      'external, instrument',
    ],
    ['two orders that could be meant', '60', { suspects: two }, 'external, instrument'],
    [
      'executions that the venue counts for two orders',
      '100',
      { suspects: [suspect('a', '60', true), suspect('b', '40', true)] },
      'infer, instrument, a 60, b 40',
    ],
    [
      'counted executions beside an order of unknown outcome',
      '60',
      { suspects: [suspect('a', '60', true), suspect('b', '60')] },
      'infer, instrument, a 60',
    ],
    [
      'counted executions that do not add up',
      '50',
      { suspects: [suspect('a', '60', true), suspect('b', '40', true)] },
      'external, instrument',
    ],
  ] as const)('%s', ([, difference, parts, expected]) => {
    expect(holding(difference, parts)).toBe(expected);
  });

  test('the reason names what differs and by how much, for whoever clears the halt', () => {
    const finding = {
      kind: 'holding',
      symbol: 'BHP/AUD',
      difference: Decimal.from('60'),
      ours: true,
      settled: true,
      suspects: [suspect('TW-9', '60')],
    } as const;
    expect(reconcileVerdict(finding).halt?.reason).toBe(
      'the venue holds +60 BHP/AUD against the books; TW-9 must have filled, and the executions are missing',
    );
  });
});
