/** Integers that stand for decimals: the fast ground under {@link Decimal}, exact below 2^53. @module */

/** How a division or a fit to an increment rounds. `up` and `down` are away from and towards zero. */
export type Rounding = 'down' | 'up' | 'floor' | 'ceiling' | 'half-even';

/** 10^0 to 10^15, the powers whose multiples a double still counts exactly. */
export const powersOfTen: readonly number[] = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** Below it no two decimals of as many places are the same double. */
const mostUnits = 1e15;

/** Smaller numbers are written with an exponent. */
const mostTextPlaces = 6;

/** `units` shifted up by `places` digits; `NaN` when a double cannot hold the result exactly. */
export function shiftUp(units: number, places: number): number {
  const power = powersOfTen[places];
  if (power === undefined) return Number.NaN;
  const shifted = units * power;
  return Number.isSafeInteger(shifted) ? shifted : Number.NaN;
}

/** The multiple of a positive `step` next to `units` in the direction of `rounding`. */
export function roundToStep(units: number, step: number, rounding: Rounding): number {
  const rest = units % step;
  const towardsZero = units - rest;
  if (rest === 0) return towardsZero;
  return movesAway(rest, step, towardsZero / step, rounding)
    ? towardsZero + Math.sign(rest) * step
    : towardsZero;
}

/** Whether a rest moves the result one step away from zero. */
function movesAway(rest: number, step: number, steps: number, rounding: Rounding): boolean {
  switch (rounding) {
    case 'down':
      return false;
    case 'up':
      return true;
    case 'floor':
      return rest < 0;
    case 'ceiling':
      return rest > 0;
    case 'half-even': {
      const double = Math.abs(rest) - (step - Math.abs(rest));
      return double > 0 || (double === 0 && steps % 2 !== 0);
    }
  }
}

/** The quotient of two integers, rounded to an integer; `divisor` is not zero. */
export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const negative = dividend < 0n !== divisor < 0n;
  const size = divisor < 0n ? -divisor : divisor;
  const double = (rest < 0n ? -rest : rest) * 2n;
  const away =
    rounding === 'up' ||
    (rounding === 'floor' && negative) ||
    (rounding === 'ceiling' && !negative) ||
    (rounding === 'half-even' && (double > size || (double === size && quotient % 2n !== 0n)));
  if (!away) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}

/**
 * The quotient of `units * 10^shift` by `divisor`, rounded to an integer: long division, a few digits at
 * a time. `NaN` where a step does not fit a double exactly, for a negative shift and a divisor below one.
 */
export function divideShifted(
  units: number,
  divisor: number,
  shift: number,
  rounding: Rounding,
): number {
  if (!(divisor > 0) || !(shift >= 0)) return Number.NaN;
  let rest = units % divisor;
  let quotient = (units - rest) / divisor;
  for (let left = shift; left > 0;) {
    const digits = digitsThatFit(divisor, left);
    const power = powersOfTen[digits] ?? Number.NaN;
    const dividend = rest * power;
    rest = dividend % divisor;
    quotient = quotient * power + (dividend - rest) / divisor;
    if (digits === 0 || !Number.isSafeInteger(quotient)) return Number.NaN;
    left -= digits;
  }
  if (rest === 0 || !movesAway(rest, divisor, quotient, rounding)) return quotient;
  return quotient + Math.sign(rest);
}

/** How many digits a rest below `divisor` may be shifted up and still be exact. */
function digitsThatFit(divisor: number, wanted: number): number {
  let digits = 0;
  while (
    digits < wanted &&
    divisor * (powersOfTen[digits + 1] ?? Number.NaN) <= Number.MAX_SAFE_INTEGER
  )
    digits += 1;
  return digits;
}

/** Canonical text of an integer with `scale` digits after the point and no trailing zeros. */
export function scaledText(units: number, scale: number): string {
  if (scale === 0) return String(units);
  // The shortest text of a double is that of the one decimal of 15 digits that it stands for.
  if (scale <= mostTextPlaces && Math.abs(units) < mostUnits)
    return String(units / (powersOfTen[scale] ?? Number.NaN));
  const digits = String(Math.abs(units)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${units < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const zero = 48;
const minus = 45;
const point = 46;

/** Longest text that is read here: a sign, a point and 15 digits always fit a double exactly. */
const longestText = 17;

/** Digits and places of short plain decimal text; `undefined` for anything else. */
export function parseScaled(text: string): { units: number; scale: number } | undefined {
  const negative = text.charCodeAt(0) === minus;
  let units = 0;
  let digits = 0;
  let pointAt = -1;
  if (text.length > longestText) return undefined;
  for (let index = negative ? 1 : 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === point && pointAt < 0 && digits > 0) {
      pointAt = index;
      continue;
    }
    const digit = code - zero;
    if (digit < 0 || digit > 9) return undefined;
    units = units * 10 + digit;
    digits += 1;
  }
  const scale = pointAt < 0 ? 0 : text.length - pointAt - 1;
  if (digits === 0 || digits > 15 || pointAt === text.length - 1) return undefined;
  return { units: negative ? -units : units, scale };
}

/** Places that prices mostly have, then those that cut off the dust of binary arithmetic. */
const usualPlaces = [2, 8] as const;

/** Digits and places of the shortest text of a finite number; `undefined` where they do not fit a double. */
export function scaledNumber(value: number): { units: number; scale: number } | undefined {
  if (Number.isSafeInteger(value)) return { units: value, scale: 0 };
  // No two decimals of 15 digits are the same double: one that gives this number is its shortest text.
  for (const scale of usualPlaces) {
    const power = powersOfTen[scale] ?? Number.NaN;
    const units = Math.round(value * power);
    if (units / power === value && Math.abs(units) < mostUnits) return { units, scale };
  }
  return parseScaled(String(value));
}
