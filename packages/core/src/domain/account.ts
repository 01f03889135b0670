/** Accounts and positions as a venue reports them. @module */
import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { decimalSchema, timeSchema } from './decimal-schema.ts';
import { symbolSchema } from './symbol.ts';

/** Balances of one account, `null` where the venue does not say. Sums are in `baseCurrency`, cash in its own. */
export const accountSnapshotSchema = z.object({
  venue: z.string().min(1),
  accountId: z.string(),
  paper: z.boolean(),
  baseCurrency: currencySchema,
  equity: decimalSchema.nullable(),
  cash: z.record(z.string(), decimalSchema),
  availableFunds: decimalSchema.nullable(),
  initialMargin: decimalSchema.nullable(),
  maintenanceMargin: decimalSchema.nullable(),
  time: timeSchema,
});
/** Balances of one account. */
export type AccountSnapshot = Readonly<z.infer<typeof accountSnapshotSchema>>;

/**
 * A holding. `quantity` is signed: negative is short. `averagePrice` is in `currency`.
 * `marketPrice` and `unrealisedPnl` (in `currency`) are marks, hence numbers.
 * `strategyName` is `null` for what no strategy of ours owns.
 */
export const positionSchema = z.object({
  venue: z.string().min(1),
  accountId: z.string(),
  symbol: symbolSchema,
  quantity: decimalSchema,
  averagePrice: decimalSchema.nullable(),
  marketPrice: z.number().nullable(),
  unrealisedPnl: z.number().nullable(),
  currency: currencySchema,
  strategyName: z.string().nullable(),
  time: timeSchema,
});
/** A holding. */
export type Position = Readonly<z.infer<typeof positionSchema>>;
