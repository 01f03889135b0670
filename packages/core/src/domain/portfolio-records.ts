/** Records that the portfolio keeps: strategy books, round trips and equity. @module */
import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { decimalSchema, timeSchema } from './decimal-schema.ts';
import { symbolSchema } from './symbol.ts';

/** One strategy's book in one symbol. `quantity` is signed; sums are in `currency`. `cost` is the signed value at average price. */
export const bookPositionSchema = z.object({
  venue: z.string().min(1),
  accountId: z.string(),
  strategyName: z.string().min(1),
  symbol: symbolSchema,
  currency: currencySchema,
  quantity: decimalSchema,
  cost: decimalSchema,
  averagePrice: decimalSchema.nullable(),
  realisedPnl: decimalSchema,
  fees: z.record(z.string(), decimalSchema),
  state: z.enum(['open', 'closed']),
  openedTime: timeSchema.nullable(),
  roundTripPnl: decimalSchema,
  updatedTime: timeSchema,
});
/** One strategy's book in one symbol. */
export type BookPosition = Readonly<z.infer<typeof bookPositionSchema>>;

/** Worth of the session in base currency at a moment; `null` where a rate is not known. */
export const equityPointSchema = z.object({
  time: timeSchema,
  baseCurrency: currencySchema,
  equity: decimalSchema.nullable(),
  cash: z.record(z.string(), decimalSchema),
  realisedPnl: decimalSchema.nullable(),
  unrealisedPnl: decimalSchema.nullable(),
  fees: decimalSchema.nullable(),
});
/** Worth of the session in base currency at a moment. */
export type EquityPoint = Readonly<z.infer<typeof equityPointSchema>>;

/** A sticky stop of entries. It ends only when a person clears it. `scope` `account` covers everything. */
export const haltSchema = z.object({
  haltId: z.string().min(1),
  scope: z.enum(['instrument', 'venue', 'account']),
  subject: z.string(),
  reason: z.string(),
  setTime: timeSchema,
  clearedTime: timeSchema.nullable(),
  clearedBy: z.string().nullable(),
});
/** A sticky stop of entries. */
export type Halt = Readonly<z.infer<typeof haltSchema>>;
