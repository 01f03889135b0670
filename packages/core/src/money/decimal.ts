/** Exact decimal arithmetic: the only numbers that are sent, booked or capped. @module */
import { BigNumber } from 'bignumber.js';
import { TradewrightError } from '../errors/tradewright-error.ts';

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

/** How a division or a fit to an increment rounds. `up` and `down` are away from and towards zero. */
export type Rounding = 'down' | 'up' | 'floor' | 'ceiling' | 'half-even';

const roundingModes = {
  down: BigNumber.ROUND_DOWN,
  up: BigNumber.ROUND_UP,
  floor: BigNumber.ROUND_FLOOR,
  ceiling: BigNumber.ROUND_CEIL,
  'half-even': BigNumber.ROUND_HALF_EVEN,
} as const;

/** How many parsed texts are kept. */
const parsedCapacity = 4_096;

const plainDecimal = /^-?\d{1,60}(\.\d{1,60})?$/;

/**
 * An immutable exact decimal. Sums, differences and products are exact; a quotient keeps 40
 * places. No JS number enters: `toPrice` and `toQuantity` are the doors for market data.
 */
export class Decimal {
  static readonly zero = new Decimal(new Exact(0));
  static readonly one = new Decimal(new Exact(1));
  static readonly #parsed = new Map<string, Decimal>();
  readonly #value: BigNumber;
  #text: DecimalString | undefined;

  private constructor(value: BigNumber) {
    this.#value = value;
  }

  /**
   * Parses plain decimal text such as `-12.50`.
   *
   * @throws TradewrightError `MONEY_NOT_DECIMAL` for numbers, exponents, blanks, NaN and infinities.
   */
  static from(text: string): Decimal {
    const known = Decimal.#parsed.get(text);
    if (known !== undefined) return known;
    if (typeof text !== 'string' || !plainDecimal.test(text)) {
      throw new TradewrightError(
        'MONEY_NOT_DECIMAL',
        `${describe(text)} was not a plain decimal.`,
        {
          hint: 'write money and quantities as text, such as "12.50"',
          facts: { value: describe(text) },
        },
      );
    }
    const parsed = new Decimal(new Exact(text));
    // Caps, lots, steps and prices come again and again; a decimal never changes, so it can be shared.
    if (Decimal.#parsed.size >= parsedCapacity) Decimal.#parsed.clear();
    Decimal.#parsed.set(text, parsed);
    return parsed;
  }

  /**
   * The exact value of the shortest text of a finite JS number; for the two doors from market data only.
   *
   * @throws TradewrightError `MONEY_NOT_DECIMAL` for NaN and infinities.
   */
  static fromMarketNumber(value: number): Decimal {
    if (!Number.isFinite(value)) {
      throw new TradewrightError('MONEY_NOT_DECIMAL', `${String(value)} was not a finite number.`);
    }
    return new Decimal(new Exact(String(value)));
  }

  /** True when {@link Decimal.from} would accept the text. */
  static isDecimalText(text: unknown): text is string {
    return typeof text === 'string' && plainDecimal.test(text);
  }

  plus(other: Decimal): Decimal {
    return new Decimal(this.#value.plus(other.#value));
  }

  minus(other: Decimal): Decimal {
    return new Decimal(this.#value.minus(other.#value));
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.#value.times(other.#value));
  }

  /** @throws TradewrightError `MONEY_NOT_DECIMAL` when the divisor is zero. */
  dividedBy(other: Decimal): Decimal {
    if (other.isZero())
      throw new TradewrightError('MONEY_NOT_DECIMAL', 'A division by zero was asked for.');
    return new Decimal(this.#value.dividedBy(other.#value));
  }

  negated(): Decimal {
    return new Decimal(this.#value.negated());
  }

  absolute(): Decimal {
    return new Decimal(this.#value.abs());
  }

  /** The nearest multiple of `increment` in the direction of `rounding`. */
  roundedTo(increment: Decimal, rounding: Rounding): Decimal {
    const steps = this.#value.dividedBy(increment.#value).integerValue(roundingModes[rounding]);
    return new Decimal(steps.times(increment.#value));
  }

  /** Keeps at most `places` digits after the point. */
  roundedToPlaces(places: number, rounding: Rounding = 'half-even'): Decimal {
    return new Decimal(this.#value.decimalPlaces(places, roundingModes[rounding]));
  }

  isMultipleOf(increment: Decimal): boolean {
    return this.#value.modulo(increment.#value).isZero();
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const order = this.#value.comparedTo(other.#value) ?? 0;
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.#value.isEqualTo(other.#value);
  }

  isLessThan(other: Decimal): boolean {
    return this.#value.isLessThan(other.#value);
  }

  isGreaterThan(other: Decimal): boolean {
    return this.#value.isGreaterThan(other.#value);
  }

  isZero(): boolean {
    return this.#value.isZero();
  }

  isNegative(): boolean {
    return this.#value.isNegative() && !this.#value.isZero();
  }

  isPositive(): boolean {
    return this.#value.isPositive() && !this.#value.isZero();
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.isZero() ? 0 : this.isNegative() ? -1 : 1;
  }

  static minimum(first: Decimal, ...rest: readonly Decimal[]): Decimal {
    return rest.reduce((least, next) => (next.isLessThan(least) ? next : least), first);
  }

  static maximum(first: Decimal, ...rest: readonly Decimal[]): Decimal {
    return rest.reduce((most, next) => (next.isGreaterThan(most) ? next : most), first);
  }

  /** Canonical text. */
  toString(): DecimalString {
    this.#text ??= (this.isZero() ? '0' : this.#value.toFixed()) as DecimalString;
    return this.#text;
  }

  toJSON(): DecimalString {
    return this.toString();
  }

  /** The nearest double; for charts, marks and display, never for booking. */
  toMarketNumber(): number {
    return this.#value.toNumber();
  }
}

/** Canonical text of a plain decimal. @throws TradewrightError `MONEY_NOT_DECIMAL` */
export function decimal(text: string): DecimalString {
  return Decimal.from(text).toString();
}

function describe(value: unknown): string {
  return typeof value === 'string'
    ? `"${value.slice(0, 80)}"`
    : `The ${typeof value} ${String(value).slice(0, 80)}`;
}
