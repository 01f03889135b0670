import { expect, test } from 'vitest';
import { decimal } from '@tradewright/core';
import { aCommission, aFill } from '@tradewright/core/testing';
import { standingFills } from './standing-fills.ts';

const pending = { commission: null, commissionCurrency: null };
const aPending = (parts: Partial<Parameters<typeof aFill>[0]> = {}) =>
  aFill({ fillId: 'f-1', revision: 1, quantity: decimal('10'), ...pending, ...parts });

const shown = (...arguments_: Parameters<typeof standingFills>) =>
  standingFills(...arguments_).map((fill) => [
    fill.fillId,
    fill.revision,
    fill.quantity,
    fill.commission,
  ]);

test('a commission that came later stands with its execution; without one it is pending, not zero', () => {
  const { venue, accountId } = aPending();
  const paid = aCommission({
    venue,
    accountId,
    fillId: 'f-1',
    revision: 1,
    commission: decimal('6'),
  });
  const fills = [aPending(), aPending({ fillId: 'f-2' })];
  expect(shown(fills, [paid])).toEqual([
    ['f-1', 1, '10', '6'],
    ['f-2', 1, '10', null],
  ]);
});

test('a corrected execution stands once, in its place, and one that was taken back not at all', () => {
  const fills = [
    aPending({ quantity: decimal('10') }),
    aPending({ fillId: 'f-2' }),
    aPending({ revision: 2, quantity: decimal('7') }),
    aPending({ fillId: 'f-3' }),
    aPending({ fillId: 'f-3', revision: 2, quantity: decimal('0') }),
  ];
  expect(shown(fills, [])).toEqual([
    ['f-1', 2, '7', null],
    ['f-2', 1, '10', null],
  ]);
});
