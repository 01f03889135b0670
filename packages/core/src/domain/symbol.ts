/** Canonical symbols: `BASE/QUOTE`, such as `BHP/AUD`, `AUD/USD`, `BTC/USD`. @module */
import { z } from 'zod';
import { TradewrightError } from '../errors/tradewright-error.ts';

const base = /^[A-Z0-9][A-Z0-9.-]{0,15}$/;
const quote = /^[A-Z][A-Z0-9]{1,9}$/;
const whole = /^[A-Z0-9][A-Z0-9.-]{0,15}\/[A-Z][A-Z0-9]{1,9}$/;

/** The two halves of a canonical symbol. */
export type SymbolParts = {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
};

/**
 * Splits a canonical symbol.
 *
 * @throws TradewrightError `SYMBOL_INVALID`; the hint says what would have been right.
 */
export function parseSymbol(text: string): SymbolParts {
  const parts = split(text);
  if (parts !== undefined) return parts;
  throw new TradewrightError('SYMBOL_INVALID', `"${text.slice(0, 60)}" was not a symbol.`, {
    hint: suggestion(text),
    facts: { symbol: text.slice(0, 60) },
  });
}

/** True for a canonical symbol. */
export function isSymbol(text: string): boolean {
  return whole.test(text);
}

function split(text: string): SymbolParts | undefined {
  const [left, right, ...more] = text.split('/');
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  return base.test(left) && quote.test(right)
    ? { symbol: text, base: left, quote: right }
    : undefined;
}

/** A canonical symbol. */
export const symbolSchema = z
  .string()
  .refine(isSymbol, { error: 'must be BASE/QUOTE, such as BHP/AUD' });

const quotes = [
  'USDT',
  'USDC',
  'USD',
  'AUD',
  'EUR',
  'GBP',
  'JPY',
  'NZD',
  'CAD',
  'CHF',
  'HKD',
  'SGD',
  'BTC',
  'ETH',
];

function suggestion(text: string): string {
  const shape = 'write BASE/QUOTE in capitals, such as BHP/AUD, AUD/USD or BTC/USD';
  const upper = text.trim().toUpperCase();
  const separated = upper.replace(/[-_. :]+/g, '/');
  if (isSymbol(separated)) return `did you mean ${separated}? (${shape})`;
  const tail = quotes.find((code) => upper.endsWith(code) && upper.length > code.length);
  const joined = tail === undefined ? '' : `${upper.slice(0, -tail.length)}/${tail}`;
  if (joined !== '' && isSymbol(joined)) return `did you mean ${joined}? (${shape})`;
  return shape;
}
