/** The errors of exact arithmetic. @module */
import { TradewrightError } from '../errors/tradewright-error.ts';

/** @returns the error for a value that is no plain decimal text */
export function notDecimal(value: unknown): TradewrightError {
  return new TradewrightError('MONEY_NOT_DECIMAL', `${describe(value)} was not a plain decimal.`, {
    hint: 'write money and quantities as text, such as "12.50"',
    facts: { value: describe(value) },
  });
}

/** @returns the error for NaN and the infinities */
export function notFinite(value: number): TradewrightError {
  return new TradewrightError('MONEY_NOT_DECIMAL', `${String(value)} was not a finite number.`);
}

/** @returns the error for a divisor of zero */
export function divisionByZero(): TradewrightError {
  return new TradewrightError('MONEY_NOT_DECIMAL', 'A division by zero was asked for.');
}

function describe(value: unknown): string {
  return typeof value === 'string'
    ? `"${value.slice(0, 80)}"`
    : `The ${typeof value} ${String(value).slice(0, 80)}`;
}
