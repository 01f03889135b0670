/** Schemas of exact values. @module */
import { z } from 'zod';
import { Decimal, type DecimalString } from '../money/decimal.ts';

/** Plain decimal text, normalised to its canonical form. */
export const decimalSchema = z
  .string()
  .refine((text) => Decimal.isDecimalText(text), {
    error: 'must be a plain decimal as text, such as "12.50"',
  })
  .transform((text): DecimalString => Decimal.from(text).toString());

/** A decimal above zero. */
export const positiveDecimalSchema = decimalSchema.refine(
  (text) => Decimal.from(text).isPositive(),
  {
    error: 'must be above zero',
  },
);

/** Milliseconds since 1970-01-01 UTC. */
export const timeSchema = z.number().int().min(0).max(8.64e15);
