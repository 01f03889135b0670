import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, decimal, type OrderIntent } from '@tradewright/core';
import { aQuote, anOrderIntent } from '@tradewright/core/testing';
import { MatchingBook } from './matching-book.ts';
import type { MatchingEffect } from './matching-order.ts';

function aBook(slippage = '0'): MatchingBook {
  return new MatchingBook({ slippage: () => Decimal.from(slippage), lot: Decimal.one });
}

function terms(parts: Partial<OrderIntent> = {}): OrderIntent {
  return anOrderIntent({ timeInForce: 'GTC', ...parts });
}

const kinds = (effects: readonly MatchingEffect[]): string[] =>
  effects.map((effect) => effect.kind);
const fillsOf = (effects: readonly MatchingEffect[]): string[] =>
  effects.flatMap((effect) =>
    effect.kind === 'filled' ? [`${effect.quantity}@${effect.price} ${effect.liquidity}`] : [],
  );

describe('MatchingBook', () => {
  test('a marketable limit takes the touch, not its limit', () => {
    const book = aBook();
    book.onQuote(aQuote());
    expect(fillsOf(book.submit('1', terms({ limitPrice: decimal('51') })))).toEqual([
      '100@50.01 taker',
    ]);
  });

  test('a resting limit fills at its limit as maker when the market comes to it', () => {
    const book = aBook();
    book.onQuote(aQuote());
    expect(kinds(book.submit('1', terms({ limitPrice: decimal('49.5') })))).toEqual(['accepted']);
    expect(fillsOf(book.onQuote(aQuote({ bid: 49.3, ask: 49.4 })))).toEqual(['100@49.5 maker']);
  });

  test('an order larger than the displayed size fills in parts, quote by quote', () => {
    const book = aBook();
    book.onQuote(aQuote({ askSize: 60 }));
    expect(fillsOf(book.submit('1', terms({ limitPrice: decimal('50.01') })))).toEqual([
      '60@50.01 taker',
    ]);
    expect(fillsOf(book.onQuote(aQuote({ askSize: 60 })))).toEqual(['40@50.01 maker']);
    expect(book.openOrders).toBe(0);
  });

  test.for([
    ['IOC', '60', ['accepted', 'filled', 'canceled']],
    ['FOK', '60', ['accepted', 'canceled']],
    ['FOK', '100', ['accepted', 'filled']],
  ] as const)('%s against a size of %s gives %j', ([timeInForce, askSize, expected]) => {
    const book = aBook();
    book.onQuote(aQuote({ askSize: Number(askSize) }));
    expect(kinds(book.submit('1', terms({ timeInForce, limitPrice: decimal('50.01') })))).toEqual(
      expected,
    );
    expect(book.openOrders).toBe(0);
  });

  test('a stop that the market gaps through fills at the market, never at the stop', () => {
    const book = aBook();
    book.onQuote(aQuote());
    book.submit(
      '1',
      terms({ side: 'sell', type: 'stop', limitPrice: null, stopPrice: decimal('49') }),
    );
    const effects = book.onQuote(aQuote({ bid: 45, ask: 45.1 }));
    expect(kinds(effects)).toEqual(['triggered', 'filled']);
    expect(fillsOf(effects)).toEqual(['100@45 taker']);
  });

  test('a stop-limit that gaps past its limit triggers and rests', () => {
    const book = aBook();
    book.onQuote(aQuote());
    book.submit(
      '1',
      terms({
        side: 'sell',
        type: 'stop-limit',
        limitPrice: decimal('48.9'),
        stopPrice: decimal('49'),
      }),
    );
    expect(kinds(book.onQuote(aQuote({ bid: 45, ask: 45.1 })))).toEqual(['triggered']);
    expect(fillsOf(book.onQuote(aQuote({ bid: 49, ask: 49.1 })))).toEqual(['100@48.9 maker']);
  });

  test('a trailing stop follows the market up and never down', () => {
    const book = aBook();
    book.onQuote(aQuote({ bid: 50, ask: 50.01 }));
    book.submit(
      '1',
      terms({
        side: 'sell',
        type: 'trailing-stop',
        limitPrice: null,
        trailingAmount: decimal('1'),
      }),
    );
    expect(kinds(book.onQuote(aQuote({ bid: 55, ask: 55.01 })))).toEqual([]);
    expect(kinds(book.onQuote(aQuote({ bid: 54.5, ask: 54.51 })))).toEqual([]);
    expect(fillsOf(book.onQuote(aQuote({ bid: 54, ask: 54.01 })))).toEqual(['100@54 taker']);
  });

  test('a post-only order that would take is refused', () => {
    const book = aBook();
    book.onQuote(aQuote());
    expect(
      kinds(book.submit('1', terms({ postOnly: true, limitPrice: decimal('50.01') }))),
    ).toEqual(['refused']);
  });

  test('a bracket sleeps until its parent fills, grows with it, and one leg ends the other', () => {
    const book = aBook();
    book.onQuote(aQuote({ askSize: 40 }));
    const leg = { side: 'sell' as const, parentClientOrderId: 'parent', ocaGroup: 'exit' };
    book.submit('p', terms({ clientOrderId: 'parent', limitPrice: decimal('49.98') }));
    book.submit('t', terms({ ...leg, clientOrderId: 'target', limitPrice: decimal('52') }));
    book.submit(
      's',
      terms({
        ...leg,
        clientOrderId: 'stop',
        type: 'stop',
        limitPrice: null,
        stopPrice: decimal('48'),
      }),
    );
    const parentFill = book.onQuote(aQuote({ bid: 49.9, ask: 49.98, askSize: 40 }));
    expect(kinds(parentFill)).toEqual(['filled', 'resized', 'released', 'resized', 'released']);
    const exit = book.onQuote(aQuote({ bid: 52, ask: 52.01, bidSize: 500 }));
    expect(fillsOf(exit)).toEqual(['40@52 maker']);
    expect(kinds(exit)).toContain('canceled');
  });

  test('slippage worsens a taker but never past its limit', () => {
    const book = aBook('0.05');
    book.onQuote(aQuote());
    expect(fillsOf(book.submit('1', terms({ limitPrice: decimal('50.03') })))).toEqual([
      '100@50.03 taker',
    ]);
    expect(fillsOf(book.submit('2', terms({ type: 'market', limitPrice: null })))).toEqual([
      '100@50.06 taker',
    ]);
  });

  test('DAY orders end with the session, GTD orders at their time, GTC orders stay', () => {
    const book = aBook();
    const far = { limitPrice: decimal('1') };
    book.submit('d', terms({ ...far, timeInForce: 'DAY', clientOrderId: 'd' }));
    book.submit('g', terms({ ...far, timeInForce: 'GTD', expireTime: 5_000, clientOrderId: 'g' }));
    book.submit('c', terms({ ...far, clientOrderId: 'c' }));
    expect(book.onTime(4_000, false)).toEqual([]);
    expect(book.onTime(5_000, false)).toEqual([{ kind: 'expired', id: 'g' }]);
    expect(book.onTime(6_000, true)).toEqual([{ kind: 'expired', id: 'd' }]);
    expect(book.openOrders).toBe(1);
  });

  test('whatever happens, no order fills beyond its quantity, past its limit, or after its end', () => {
    const price = fc.integer({ min: 4_900, max: 5_100 }).map((cents) => cents / 100);
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('quote' as const),
        bid: price,
        size: fc.integer({ min: 0, max: 300 }),
      }),
      fc.record({
        kind: fc.constant('order' as const),
        side: fc.constantFrom('buy' as const, 'sell' as const),
        limit: price,
        quantity: fc.integer({ min: 1, max: 400 }),
      }),
      fc.record({ kind: fc.constant('cancel' as const), place: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const book = aBook();
        const orders = new Map<string, OrderIntent>();
        const filled = new Map<string, Decimal>();
        const ended = new Set<string>();
        const check = (effects: readonly MatchingEffect[]): void => {
          for (const effect of effects) {
            expect(ended.has(effect.id)).toBe(false);
            if (effect.kind === 'canceled') ended.add(effect.id);
            if (effect.kind !== 'filled') continue;
            const order = orders.get(effect.id);
            const limit = Number(order?.limitPrice);
            expect(
              order?.side === 'buy' ? Number(effect.price) <= limit : Number(effect.price) >= limit,
            ).toBe(true);
            const sum = (filled.get(effect.id) ?? Decimal.zero).plus(Decimal.from(effect.quantity));
            expect(sum.isGreaterThan(Decimal.from(order?.quantity ?? '0'))).toBe(false);
            expect(effect.complete).toBe(sum.equals(Decimal.from(order?.quantity ?? '0')));
            filled.set(effect.id, sum);
            if (effect.complete) ended.add(effect.id);
          }
        };
        steps.forEach((one, index) => {
          if (one.kind === 'quote')
            check(
              book.onQuote(
                aQuote({ bid: one.bid, ask: one.bid + 0.01, bidSize: one.size, askSize: one.size }),
              ),
            );
          else if (one.kind === 'cancel') check(book.cancel(String(one.place)));
          else {
            const order = terms({
              clientOrderId: `c${index}`,
              side: one.side,
              quantity: decimal(String(one.quantity)),
              limitPrice: decimal(String(one.limit)),
            });
            orders.set(String(index), order);
            check(book.submit(String(index), order));
          }
        });
      }),
      { numRuns: 300 },
    );
  });
});
