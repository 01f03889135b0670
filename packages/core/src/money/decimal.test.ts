import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from './decimal.ts';

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, places]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
    return { text: units < 0n ? `-${text}` : text, units, places };
  });

describe('Decimal', () => {
  test.for([
    ['1.50', '1.5'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['0.000000000000000001', '0.000000000000000001'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('the canonical text of %s is %s', ([text, canonical]) => {
    expect(Decimal.from(text ?? '').toString()).toBe(canonical);
  });

  test.for(['', ' 1', '1e3', '+1', '.5', '1.', 'NaN', 'Infinity', '0x10', '1,000', '١'])(
    '%j is refused',
    (text) => {
      expect(() => Decimal.from(text)).toThrow(/not a plain decimal/);
    },
  );

  test('a JS number is refused even where the compiler was silenced', () => {
    expect(() => Decimal.from(0.1 as unknown as string)).toThrow(/MONEY|plain decimal/);
  });

  test('sums and products are exact against integers', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (left, right) => {
        const places = 12;
        const scaled = (item: typeof left): bigint =>
          item.units * 10n ** BigInt(places - item.places);
        const unscale = (units: bigint, by: number): string => {
          const sign = units < 0n ? '-' : '';
          const digits = (units < 0n ? -units : units).toString().padStart(by + 1, '0');
          return `${sign}${digits.slice(0, -by)}.${digits.slice(-by)}`;
        };
        const sum = Decimal.from(left.text).plus(Decimal.from(right.text));
        expect(sum.toString()).toBe(
          Decimal.from(unscale(scaled(left) + scaled(right), places)).toString(),
        );
        const product = Decimal.from(left.text).times(Decimal.from(right.text));
        expect(product.toString()).toBe(
          Decimal.from(unscale(scaled(left) * scaled(right), places * 2)).toString(),
        );
      }),
    );
  });

  test('rounding to an increment never moves further than one increment', () => {
    fc.assert(
      fc.property(
        decimalText,
        fc.constantFrom('0.001', '0.005', '0.01', '1', '100'),
        (item, step) => {
          const value = Decimal.from(item.text);
          const increment = Decimal.from(step);
          const floor = value.roundedTo(increment, 'floor');
          const ceiling = value.roundedTo(increment, 'ceiling');
          expect(floor.isGreaterThan(value)).toBe(false);
          expect(ceiling.isLessThan(value)).toBe(false);
          expect(ceiling.minus(floor).isGreaterThan(increment)).toBe(false);
          expect(floor.isMultipleOf(increment)).toBe(true);
        },
      ),
    );
  });

  test('a division by zero is an error, not infinity', () => {
    expect(() => Decimal.one.dividedBy(Decimal.zero)).toThrow(/division by zero/);
  });
});
