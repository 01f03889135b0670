/** How a configuration key is defined, and the kinds of text that keys take. @module */
import { z } from 'zod';
import { decimalSchema, isSymbol, positiveDecimalSchema } from '@tradewright/core';

/** One key. The default is text, as it would stand in the environment. */
export type KeyDefinition<Schema extends z.ZodType> = {
  readonly part: string;
  readonly default: string;
  readonly description: string;
  readonly schema: Schema;
};

/** Defines a key; `part` groups keys in `.env.example`. */
export function key<Schema extends z.ZodType>(
  part: string,
  fallback: string,
  schema: Schema,
  description: string,
): KeyDefinition<Schema> {
  return { part, default: fallback, schema, description };
}

/** A sum that is not negative. */
export const decimalText = decimalSchema.refine((text) => !text.startsWith('-'), {
  error: 'must not be negative',
});

/** A whole number between two others. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(minimum)
    .max(maximum);

const empty = z.literal('').transform(() => null);

/** A sum above zero, or empty for none. */
export const optionalDecimal = z.union([empty, positiveDecimalSchema]);

/** A sum that is not negative, or empty for none. */
export const optionalSum = z.union([empty, decimalText]);

/** A number between two others, or empty for none. */
export const optionalNumber = (minimum: number, maximum: number) =>
  z.union([empty, z.coerce.number({ error: 'must be a number' }).min(minimum).max(maximum)]);

/** A whole number between two others, or empty for none. */
export const optionalWhole = (minimum: number, maximum: number) =>
  z.union([empty, wholeNumber(minimum, maximum)]);

/** `true` or `false`. */
export const trueOrFalse = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Words separated by commas. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Symbols separated by commas. */
export const symbols = list.refine((items) => items.every(isSymbol), {
  error: 'must be symbols like BTC/USD, separated by commas',
});

/** Lists of symbols separated by semicolons. */
export const symbolLists = z
  .string()
  .transform((text) => text.split(';').filter((part) => part.trim() !== ''))
  .pipe(z.array(symbols));

/** Sums by currency, as `AUD:0.05,JPY:2`. */
export const sumsByCurrency = list
  .refine(
    (items) => items.every((item) => /^[A-Z][A-Z0-9]{1,9}:\d{1,15}(\.\d{1,10})?$/.test(item)),
    {
      error: 'must be sums by currency like AUD:0.05,JPY:2',
    },
  )
  .transform((items): Readonly<Record<string, string>> =>
    Object.fromEntries(items.map((item) => item.split(':') as [string, string])),
  );
