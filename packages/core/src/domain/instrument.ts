/** What can be traded, and in which steps. @module */
import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { decimalSchema, positiveDecimalSchema } from './decimal-schema.ts';
import { orderTypeSchema, timeInForceSchema } from './order-terms.ts';
import { symbolSchema } from './symbol.ts';

/** One price band; see `TickLadder`. */
const tickBandSchema = z.object({ from: decimalSchema, increment: positiveDecimalSchema });

/** One stretch in which a market is in one phase, ms UTC, end exclusive. */
export const sessionHoursSchema = z.object({
  open: z.number().int(),
  close: z.number().int(),
  phase: z.enum(['pre-open', 'open', 'auction', 'post-close', 'closed']),
});
/** One stretch in which a market is in one phase. */
export type SessionHours = z.infer<typeof sessionHoursSchema>;

/** Phase of a market. `unknown` when the hours could not be learnt: never guessed. */
export type MarketPhase = SessionHours['phase'] | 'unknown';

/**
 * A tradable thing at one venue.
 *
 * `hours: 'always'` is a market without sessions (crypto); `null` means that hours are not known.
 * `lot` is the quantity step in units of the base (shares, coins). `minimumQuantity` and
 * `minimumNotional` (quote currency) are `null` where the venue states none. `fees` are percentages
 * of the value that the venue itself states for the instrument; negative is a rebate.
 */
export const instrumentSchema = z.object({
  symbol: symbolSchema,
  venue: z.string().min(1),
  assetClass: z.enum(['equity', 'fx', 'crypto']),
  base: z.string().min(1),
  currency: currencySchema,
  tickLadder: z.array(tickBandSchema).min(1),
  lot: positiveDecimalSchema,
  minimumQuantity: decimalSchema.nullable(),
  minimumNotional: decimalSchema.nullable(),
  hours: z.union([z.literal('always'), z.array(sessionHoursSchema)]).nullable(),
  timeZone: z.string().nullable(),
  canShort: z.boolean(),
  orderTypes: z.array(orderTypeSchema),
  timesInForce: z.array(timeInForceSchema),
  fees: z.object({ maker: decimalSchema, taker: decimalSchema }).nullable().optional(),
  exchange: z.string().nullable(),
  primaryExchange: z.string().nullable(),
  conId: z.number().int().nullable(),
  longName: z.string().nullable(),
  industry: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
});
/** A tradable thing at one venue. */
export type Instrument = Readonly<z.infer<typeof instrumentSchema>>;
