import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anInstrument } from '../testing/market-builders.ts';
import { decimal } from './decimal.ts';
import { isOnTick, toPrice, toQuantity } from './tick-ladder.ts';

const { tickLadder } = anInstrument();

describe('toPrice on the ASX ladder', () => {
  test.for([
    [0.0994, 'buy', '0.099'],
    [0.0994, 'sell', '0.1'],
    [0.1009, 'buy', '0.1'],
    [1.998, 'buy', '1.995'],
    [1.998, 'sell', '2'],
    [2.004, 'buy', '2'],
    [2.004, 'sell', '2.01'],
    [50.1, 'buy', '50.1'],
    [0.1 + 0.2, 'buy', '0.3'],
  ] as const)('%d for a %s is %s', ([price, side, expected]) => {
    expect(toPrice(price, tickLadder, side)).toBe(expected);
  });

  test('a marketable price rounds the other way', () => {
    expect(toPrice(50.004, tickLadder, 'buy', 'marketable')).toBe('50.01');
    expect(toPrice(50.006, tickLadder, 'sell', 'marketable')).toBe('50');
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%d is refused',
    (price) => {
      expect(() => toPrice(price, tickLadder, 'buy')).toThrow(/not a finite number/);
    },
  );

  test('the result lies on the ladder and never crosses what was asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 5_000, noNaN: true }),
        fc.constantFrom('buy' as const, 'sell' as const),
        (price, side) => {
          const rounded = toPrice(price, tickLadder, side);
          expect(isOnTick(rounded, tickLadder)).toBe(true);
          if (side === 'buy') expect(Number(rounded)).toBeLessThanOrEqual(price);
          else expect(Number(rounded)).toBeGreaterThanOrEqual(price);
        },
      ),
    );
  });
});

describe('toQuantity', () => {
  test('cuts down to whole lots, never up', () => {
    expect(toQuantity(99.999, decimal('1'))).toBe('99');
    expect(toQuantity(0.1 + 0.2, decimal('0.1'))).toBe('0.3');
    expect(toQuantity(1e-7, decimal('0.00000001'))).toBe('0.0000001');
  });
});
