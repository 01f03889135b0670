import { decimal, type DecimalString } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { expect, test } from 'vitest';
import { mustBeSendable } from './sendable-intent.ts';

const wild = (text: unknown): DecimalString => text as DecimalString;

test('an ordinary order passes, also with every optional part', () => {
  const parts = {
    stopPrice: decimal('49'),
    trailingAmount: decimal('0.5'),
    tag: 'swing 7',
    ocaGroup: 'g-1',
  };
  expect(() => mustBeSendable(anOrderIntent())).not.toThrow();
  expect(() => mustBeSendable(anOrderIntent(parts))).not.toThrow();
});

test.for([
  ['an empty id', { clientOrderId: '' }],
  ['a long id', { clientOrderId: 'x'.repeat(37) }],
  ['a NUL in the id', { clientOrderId: 'a\u0000' }],
  ['a line break in the group', { ocaGroup: 'a\nb' }],
  ['a space in the parent', { parentClientOrderId: 'a b' }],
  ['a line break in the tag', { tag: 'a\nb' }],
  ['a lower-case symbol', { symbol: 'bhp/aud' }],
  ['no quantity', { quantity: wild(null) }],
  ['a number for a quantity', { quantity: wild(5) }],
  ['a quantity of zero', { quantity: wild('0') }],
  ['a negative limit', { limitPrice: wild('-1') }],
  ['an infinite stop', { stopPrice: wild('Infinity') }],
  ['an exponent in the trail', { trailingAmount: wild('1e3') }],
] as const)('%s never leaves', ([, parts]) => {
  expect(() => mustBeSendable(anOrderIntent(parts))).toThrow(
    expect.objectContaining({ code: 'ORDER_INVALID', outcome: 'not-sent' }),
  );
});
