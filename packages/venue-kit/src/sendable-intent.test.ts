import { decimal, type DecimalString, type TraderCapabilities } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { expect, test } from 'vitest';
import { mustBeSendable } from './sendable-intent.ts';

const all: TraderCapabilities = {
  orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'],
  timesInForce: ['DAY', 'GTC', 'IOC', 'FOK', 'GTD'],
  postOnly: true,
  reduceOnly: true,
  shortSelling: true,
  brackets: true,
  modify: true,
  staging: true,
  preview: true,
  publicTrades: true,
  streams: [],
  timeframes: [],
};
const least: TraderCapabilities = {
  ...all,
  orderTypes: ['limit'],
  timesInForce: ['DAY'],
  postOnly: false,
  reduceOnly: false,
  brackets: false,
  staging: false,
};

const wild = (text: unknown): DecimalString => text as DecimalString;

test('an ordinary order passes, also with every optional part', () => {
  const parts = {
    stopPrice: decimal('49'),
    trailingAmount: decimal('0.5'),
    tag: 'swing 7',
    ocaGroup: 'g-1',
  };
  expect(() => mustBeSendable(anOrderIntent(), least)).not.toThrow();
  expect(() => mustBeSendable(anOrderIntent(parts), all)).not.toThrow();
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
  expect(() => mustBeSendable(anOrderIntent(parts), all)).toThrow(
    expect.objectContaining({ code: 'ORDER_INVALID', outcome: 'not-sent' }),
  );
});

test.for([
  ['market orders', { type: 'market' }],
  ['GTC orders', { timeInForce: 'GTC' }],
  ['post-only orders', { postOnly: true }],
  ['reduce-only orders', { reduceOnly: true }],
  ['orders without transmission', { transmit: false }],
  ['brackets or groups', { ocaGroup: 'g-1' }],
] as const)('a venue without %s is sent none', ([what, parts]) => {
  const check = () => mustBeSendable(anOrderIntent(parts), least);
  expect(check).toThrow(`The venue offered no ${what}.`);
  expect(check).toThrow(expect.objectContaining({ outcome: 'not-sent' }));
  expect(() => mustBeSendable(anOrderIntent(parts), all)).not.toThrow();
});
