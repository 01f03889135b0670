import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from './decimal.ts';
import type { Rounding } from './scaled-integer.ts';

const Oracle = BigNumber.clone({ DECIMAL_PLACES: 40, ROUNDING_MODE: 6, EXPONENTIAL_AT: 1e9 });
const modes: readonly [Rounding, BigNumber.RoundingMode][] = [
  ['down', 1],
  ['up', 0],
  ['floor', 3],
  ['ceiling', 2],
  ['half-even', 6],
];
/** Digits on both sides of what 53 bits hold. */
const text = fc
  .tuple(
    fc.oneof(
      fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }),
      fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    ),
    fc.integer({ min: 0, max: 18 }),
  )
  .map(([units, places]) => new Oracle(units.toString()).shiftedBy(-places).toFixed());
const positiveText = text.filter((item) => !item.startsWith('-') && item !== '0');
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
/** What a market shows: few digits after the point, up to as many as a double tells apart. */
const shortNumber = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 12 }))
  .map(([units, cut, places]) => Math.trunc(units / 10 ** cut) / 10 ** places);
const runs = { numRuns: 2_000 };

/** The text of the oracle as ours: no minus zero. */
const plain = (value: BigNumber): string => (value.isZero() ? '0' : value.toFixed());

describe('the fast ground of Decimal agrees with BigNumber on both sides of 2^53', () => {
  test('sums, differences, products and order', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [a, b] = [Decimal.from(left), Decimal.from(right)];
        const [x, y] = [new Oracle(left), new Oracle(right)];
        expect(a.plus(b).toString()).toBe(plain(x.plus(y)));
        expect(a.minus(b).toString()).toBe(plain(x.minus(y)));
        expect(a.times(b).toString()).toBe(plain(x.times(y)));
        expect(a.compare(b)).toBe(x.comparedTo(y));
        expect(a.negated().toString()).toBe(plain(x.negated()));
        expect([a.isZero(), a.isNegative(), a.isPositive()]).toEqual([
          x.isZero(),
          x.isNegative() && !x.isZero(),
          x.isPositive() && !x.isZero(),
        ]);
      }),
      runs,
    );
  });

  test('roundings and quotients in every mode', () => {
    fc.assert(
      fc.property(
        text,
        positiveText,
        fc.constantFrom(...modes),
        fc.integer({ min: 0, max: 14 }),
        (left, right, [rounding, mode], places) => {
          const [a, b] = [Decimal.from(left), Decimal.from(right)];
          const [x, y] = [new Oracle(left), new Oracle(right)];
          expect(a.roundedToPlaces(places, rounding).toString()).toBe(
            plain(x.decimalPlaces(places, mode)),
          );
          expect(a.isMultipleOf(b)).toBe(x.modulo(y).isZero());
          const at = Oracle.clone({ DECIMAL_PLACES: places, ROUNDING_MODE: mode });
          expect(a.dividedToPlaces(b, places, rounding).toString()).toBe(
            plain(new at(left).dividedBy(new at(right))),
          );
          const steps = new (Oracle.clone({ DECIMAL_PLACES: 0, ROUNDING_MODE: mode }))(left);
          expect(a.roundedTo(b, rounding).toString()).toBe(plain(steps.dividedBy(y).times(y)));
        },
      ),
      runs,
    );
  });

  test('a market number becomes its shortest text, and comes back', () => {
    fc.assert(
      fc.property(fc.oneof(anyNumber, shortNumber), (value) => {
        const exact = Decimal.fromMarketNumber(value);
        expect(exact.toString()).toBe(plain(new Oracle(String(value))));
        expect(exact.toMarketNumber()).toBe(value === 0 ? 0 : value);
      }),
      runs,
    );
  });
});
