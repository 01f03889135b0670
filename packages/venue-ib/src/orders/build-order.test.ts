/** Orders as they go out. @module */
import { decimal, type OrderIntent } from '@tradewright/core';
import { anInstrument, anOrderIntent } from '@tradewright/core/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildOrder, buildOrderReference } from './build-order.ts';

const instrument = anInstrument({
  tickLadder: [
    { from: decimal('0'), increment: decimal('0.005') },
    { from: decimal('2'), increment: decimal('0.01') },
  ],
  orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'],
  timesInForce: ['DAY', 'GTC', 'IOC', 'GTD'],
  lot: decimal('1'),
});
const build = (parts: Partial<OrderIntent>): ReturnType<typeof buildOrder> =>
  buildOrder(anOrderIntent(parts), instrument, { account: 'DU1', parentId: 0 });

describe('buildOrder', () => {
  test.each<[Partial<OrderIntent>, object]>([
    [
      {},
      {
        action: 'BUY',
        totalQuantity: 100,
        orderType: 'LMT',
        lmtPrice: 50,
        tif: 'DAY',
        account: 'DU1',
        transmit: true,
        outsideRth: false,
        parentId: 0,
      },
    ],
    [
      { side: 'sell', type: 'market', limitPrice: null },
      { action: 'SELL', orderType: 'MKT' },
    ],
    [
      { type: 'stop', limitPrice: null, stopPrice: decimal('49.5') },
      { orderType: 'STP', auxPrice: 49.5 },
    ],
    [
      { type: 'stop-limit', stopPrice: decimal('49.5') },
      { orderType: 'STP LMT', auxPrice: 49.5, lmtPrice: 50 },
    ],
    [
      { type: 'trailing-stop', limitPrice: null, trailingAmount: decimal('0.25') },
      { orderType: 'TRAIL', auxPrice: 0.25 },
    ],
    [
      { timeInForce: 'GTD', expireTime: Date.UTC(2026, 10, 20, 5) },
      { tif: 'GTD', goodTillDate: '20261120-05:00:00' },
    ],
    [
      { transmit: false, ocaGroup: 'g-1', outsideHours: true },
      { transmit: false, ocaGroup: 'g-1', ocaType: 2, outsideRth: true },
    ],
  ])('%j goes out as %j', (parts, order) => {
    expect(build(parts)).toMatchObject(order);
  });

  test.each<[Partial<OrderIntent>, RegExp]>([
    [{ limitPrice: decimal('50.005') }, /limitPrice was 50\.005/],
    [{ limitPrice: null }, /limitPrice was null/],
    [{ quantity: decimal('0.5') }, /quantity was 0\.5/],
    [{ quantity: decimal('12345678901234567890') }, /cannot be sent exactly/],
    [{ timeInForce: 'FOK' }, /FOK/],
    [{ timeInForce: 'GTD' }, /expireTime/],
    [{ postOnly: true }, /postOnly/],
    [{ tag: 'a\0b' }, /tag/],
  ])('%j never leaves', (parts, message) => {
    expect(() => build(parts)).toThrow(message);
  });

  test('what goes out as a number reads back as the same decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 1_000_000_000 }), (cents) => {
        const text = decimal(`${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`);
        expect(String(build({ limitPrice: text }).lmtPrice)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the reference leads with our id; a tag follows where it fits', () => {
    expect(buildOrderReference({ clientOrderId: 'TW-1', tag: 'swing' })).toBe('TW-1 swing');
    expect(buildOrderReference({ clientOrderId: 'TW-1', tag: 'x'.repeat(64) })).toBe('TW-1');
  });
});
