/** Currency codes. @module */
import { z } from 'zod';

/** A currency or coin code in capitals: `AUD`, `USD`, `BTC`, `USDT`. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'must be a code in capitals, such as AUD');

/** An ISO 4217 code as a base currency; lower case is accepted and normalised. */
export const baseCurrencySchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, 'must be a three-letter ISO code, such as AUD');
