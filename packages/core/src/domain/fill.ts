/** Our executions and what they cost. @module */
import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { decimalSchema, positiveDecimalSchema, timeSchema } from './decimal-schema.ts';
import { liquiditySchema, sideSchema } from './order-terms.ts';
import { symbolSchema } from './symbol.ts';

/**
 * One execution of ours.
 *
 * Its key is venue, account, `fillId` (the execution's root) and `revision`: a higher revision
 * corrects the lower ones, and quantity `0` there is a bust. `commission` is `null` while the
 * venue has not reported it: pending, never zero; negative is a rebate. `provenance` is
 * `inferred` for a fill deduced from a position and superseded by the real one.
 */
export const fillSchema = z.object({
  venue: z.string().min(1),
  accountId: z.string(),
  fillId: z.string().min(1),
  revision: z.number().int().min(0),
  clientOrderId: z.string().nullable(),
  venueOrderId: z.string().nullable(),
  symbol: symbolSchema,
  side: sideSchema,
  quantity: decimalSchema,
  price: positiveDecimalSchema,
  currency: currencySchema,
  commission: decimalSchema.nullable(),
  commissionCurrency: currencySchema.nullable(),
  liquidity: liquiditySchema,
  provenance: z.enum(['live', 'recovered', 'inferred']),
  time: timeSchema,
  receivedTime: timeSchema,
});
/** One execution of ours. */
export type Fill = Readonly<z.infer<typeof fillSchema>>;

/** The commission of one fill, in whichever order it arrives. Negative is a rebate. */
export const commissionSchema = z.object({
  venue: z.string().min(1),
  accountId: z.string(),
  fillId: z.string().min(1),
  revision: z.number().int().min(0),
  commission: decimalSchema,
  currency: currencySchema,
  time: timeSchema,
});
/** The commission of one fill. */
export type Commission = Readonly<z.infer<typeof commissionSchema>>;
