/** Exact decimal arithmetic: the only numbers that are sent, booked or capped. @module */
import { BigNumber } from 'bignumber.js';
import { divisionByZero, notDecimal, notFinite } from './not-decimal.ts';
import {
  divideRounded,
  divideShifted,
  parseScaled,
  powersOfTen,
  roundToStep,
  scaledNumber,
  scaledText,
  shiftUp,
  type Rounding,
} from './scaled-integer.ts';

const Exact = BigNumber.clone({
  DECIMAL_PLACES: 40,
  ROUNDING_MODE: BigNumber.ROUND_HALF_EVEN,
  EXPONENTIAL_AT: 1e9,
  RANGE: 1e6,
});

declare const decimalBrand: unique symbol;

/**
 * A decimal in canonical text: no exponent, no leading `+`, no trailing zeros, no `-0`.
 * Made only by {@link Decimal} and the schemas that parse through it.
 */
export type DecimalString = string & { readonly [decimalBrand]: true };

const roundingModes = {
  down: BigNumber.ROUND_DOWN,
  up: BigNumber.ROUND_UP,
  floor: BigNumber.ROUND_FLOOR,
  ceiling: BigNumber.ROUND_CEIL,
  'half-even': BigNumber.ROUND_HALF_EVEN,
} as const;

const plainDecimal = /^-?\d{1,60}(\.\d{1,60})?$/;

/**
 * An immutable exact decimal. Sums, differences and products are exact; a quotient keeps 40
 * places. No JS number enters: `toPrice` and `toQuantity` are the doors for market data.
 *
 * Values whose digits fit 53 bits are an integer and its places, the others a BigNumber.
 */
export class Decimal {
  static readonly zero = new Decimal(0, 0, undefined);
  static readonly one = new Decimal(1, 0, undefined);
  /** The digits as an integer without trailing zeros after the point; `NaN` when `#large` has the value. */
  readonly #units: number;
  readonly #scale: number;
  readonly #large: BigNumber | undefined;
  #text: DecimalString | undefined;

  private constructor(units: number, scale: number, large: BigNumber | undefined) {
    this.#units = units;
    this.#scale = scale;
    this.#large = large;
  }

  /**
   * Parses plain decimal text such as `-12.50`.
   *
   * @throws TradewrightError `MONEY_NOT_DECIMAL` for numbers, exponents, blanks, NaN and infinities.
   */
  static from(text: string): Decimal {
    if (typeof text !== 'string') throw notDecimal(text);
    // Reading the digits costs less than finding a text that was seen before.
    const short = parseScaled(text);
    if (short === undefined && !plainDecimal.test(text)) throw notDecimal(text);
    return short === undefined
      ? Decimal.#fromLarge(new Exact(text))
      : Decimal.#fromScaled(short.units, short.scale);
  }

  /**
   * The exact value of the shortest text of a finite JS number; for the two doors from market data only.
   *
   * @throws TradewrightError `MONEY_NOT_DECIMAL` for NaN and infinities.
   */
  static fromMarketNumber(value: number): Decimal {
    if (!Number.isFinite(value)) throw notFinite(value);
    const short = scaledNumber(value);
    return short === undefined
      ? Decimal.#fromLarge(new Exact(String(value)))
      : Decimal.#fromScaled(short.units, short.scale);
  }

  /** True when {@link Decimal.from} would accept the text. */
  static isDecimalText(text: unknown): text is string {
    return typeof text === 'string' && plainDecimal.test(text);
  }

  plus(other: Decimal): Decimal {
    const sum = this.#alignedTo(other) + other.#alignedTo(this);
    return Number.isSafeInteger(sum)
      ? Decimal.#fromScaled(sum, Math.max(this.#scale, other.#scale))
      : Decimal.#fromLarge(this.#exact().plus(other.#exact()));
  }

  minus(other: Decimal): Decimal {
    const difference = this.#alignedTo(other) - other.#alignedTo(this);
    return Number.isSafeInteger(difference)
      ? Decimal.#fromScaled(difference, Math.max(this.#scale, other.#scale))
      : Decimal.#fromLarge(this.#exact().minus(other.#exact()));
  }

  times(other: Decimal): Decimal {
    const product = this.#units * other.#units;
    return Number.isSafeInteger(product)
      ? Decimal.#fromScaled(product, this.#scale + other.#scale)
      : Decimal.#fromLarge(this.#exact().times(other.#exact()));
  }

  /** The quotient to 40 places. @throws TradewrightError `MONEY_NOT_DECIMAL` when the divisor is zero. */
  dividedBy(other: Decimal): Decimal {
    if (other.isZero()) throw divisionByZero();
    return Decimal.#fromLarge(this.#exact().dividedBy(other.#exact()));
  }

  /** The quotient to `places` digits after the point. @throws TradewrightError `MONEY_NOT_DECIMAL` when the divisor is zero. */
  dividedToPlaces(other: Decimal, places: number, rounding: Rounding = 'half-even'): Decimal {
    if (other.isZero()) throw divisionByZero();
    const short = divideShifted(
      this.#units,
      other.#units,
      places + other.#scale - this.#scale,
      rounding,
    );
    if (!Number.isNaN(short)) return Decimal.#fromScaled(short, places);
    const [dividend, divisor] = [this.#integer(), other.#integer()];
    const shift = places + divisor.scale - dividend.scale;
    return Decimal.#fromInteger(
      divideRounded(
        dividend.units * 10n ** BigInt(Math.max(shift, 0)),
        divisor.units * 10n ** BigInt(Math.max(-shift, 0)),
        rounding,
      ),
      places,
    );
  }

  negated(): Decimal {
    return this.#large === undefined
      ? new Decimal(0 - this.#units, this.#scale, undefined)
      : new Decimal(Number.NaN, 0, this.#large.negated());
  }

  absolute(): Decimal {
    return this.isNegative() ? this.negated() : this;
  }

  /** The nearest multiple of `increment` in the direction of `rounding`. */
  roundedTo(increment: Decimal, rounding: Rounding): Decimal {
    const units = this.#alignedTo(increment);
    const step = increment.#alignedTo(this);
    const rounded = step > 0 ? roundToStep(units, step, rounding) : Number.NaN;
    if (Number.isSafeInteger(rounded)) {
      return Decimal.#fromScaled(rounded, Math.max(this.#scale, increment.#scale));
    }
    const steps = this.dividedToPlaces(increment, 0, rounding);
    return steps.times(increment);
  }

  /** Keeps at most `places` digits after the point. */
  roundedToPlaces(places: number, rounding: Rounding = 'half-even'): Decimal {
    if (this.#large !== undefined) {
      return Decimal.#fromLarge(this.#large.decimalPlaces(places, roundingModes[rounding]));
    }
    if (this.#scale <= places) return this;
    const rounded = roundToStep(this.#units, powersOfTen[this.#scale - places] ?? 0, rounding);
    return Number.isSafeInteger(rounded)
      ? Decimal.#fromScaled(rounded, this.#scale)
      : Decimal.#fromLarge(this.#exact().decimalPlaces(places, roundingModes[rounding]));
  }

  isMultipleOf(increment: Decimal): boolean {
    const rest = this.#alignedTo(increment) % increment.#alignedTo(this);
    return Number.isNaN(rest) ? this.#exact().modulo(increment.#exact()).isZero() : rest === 0;
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const left = this.#alignedTo(other);
    const right = other.#alignedTo(this);
    const order = left < right ? -1 : left > right ? 1 : left === right ? 0 : undefined;
    return order ?? (this.#exact().comparedTo(other.#exact()) as -1 | 0 | 1);
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  isLessThan(other: Decimal): boolean {
    return this.compare(other) < 0;
  }

  isGreaterThan(other: Decimal): boolean {
    return this.compare(other) > 0;
  }

  isZero(): boolean {
    return this.#units === 0;
  }

  isNegative(): boolean {
    return this.#large === undefined ? this.#units < 0 : this.#large.isNegative();
  }

  isPositive(): boolean {
    return !this.isZero() && !this.isNegative();
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.isZero() ? 0 : this.isNegative() ? -1 : 1;
  }

  static minimum(first: Decimal, ...rest: readonly Decimal[]): Decimal {
    let least = first;
    for (const next of rest) if (next.isLessThan(least)) least = next;
    return least;
  }

  static maximum(first: Decimal, ...rest: readonly Decimal[]): Decimal {
    let most = first;
    for (const next of rest) if (next.isGreaterThan(most)) most = next;
    return most;
  }

  /** Canonical text. */
  toString(): DecimalString {
    this.#text ??= (this.#large?.toFixed() ??
      scaledText(this.#units, this.#scale)) as DecimalString;
    return this.#text;
  }

  toJSON(): DecimalString {
    return this.toString();
  }

  /** The nearest double; for charts, marks and display, never for booking. */
  toMarketNumber(): number {
    // Both are exact, so the one division rounds once.
    return this.#large?.toNumber() ?? this.#units / (powersOfTen[this.#scale] ?? Number.NaN);
  }

  /** The units at the larger scale of the two; `NaN` when a double cannot hold them exactly. */
  #alignedTo(other: Decimal): number {
    return other.#scale > this.#scale
      ? shiftUp(this.#units, other.#scale - this.#scale)
      : this.#units;
  }

  #exact(): BigNumber {
    return this.#large ?? new Exact(this.#units).shiftedBy(-this.#scale);
  }

  /** The digits as a whole number, however many there are. */
  #integer(): { readonly units: bigint; readonly scale: number } {
    if (this.#large === undefined) return { units: BigInt(this.#units), scale: this.#scale };
    const scale = this.#large.decimalPlaces() ?? 0;
    return { units: BigInt(this.#large.shiftedBy(scale).toFixed()), scale };
  }

  static #fromInteger(value: bigint, scale: number): Decimal {
    const units = Number(value);
    return Number.isSafeInteger(units)
      ? Decimal.#fromScaled(units, scale)
      : Decimal.#fromLarge(new Exact(value.toString()).shiftedBy(-scale));
  }

  /** A safe integer with its places, which may be too many and may end in zeros. */
  static #fromScaled(units: number, scale: number): Decimal {
    let digits = units + 0;
    let places = scale;
    while (places > 0 && digits % 10 === 0) {
      digits /= 10;
      places -= 1;
    }
    return places < powersOfTen.length
      ? new Decimal(digits, places, undefined)
      : new Decimal(Number.NaN, 0, new Exact(digits).shiftedBy(-places));
  }

  static #fromLarge(value: BigNumber): Decimal {
    const places = value.decimalPlaces() ?? 0;
    if (places < powersOfTen.length) {
      const units = value.shiftedBy(places).toNumber();
      if (Number.isSafeInteger(units)) return Decimal.#fromScaled(units, places);
    }
    return new Decimal(Number.NaN, 0, value);
  }
}

/** Canonical text of a plain decimal. @throws TradewrightError `MONEY_NOT_DECIMAL` */
export function decimal(text: string): DecimalString {
  return Decimal.from(text).toString();
}
