/** Money that came or went without a trade of ours. @module */
import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { decimalSchema, timeSchema } from './decimal-schema.ts';
import { symbolSchema } from './symbol.ts';

/** Cash that a person books: a positive `amount` was received, a negative one paid. `time` `null` is now. */
export const externalCashSchema = z.object({
  kind: z.enum(['interest', 'dividend', 'fee', 'tax', 'transfer']),
  amount: decimalSchema,
  currency: currencySchema,
  symbol: symbolSchema.nullable(),
  reference: z.string().max(200),
  time: timeSchema.nullable(),
});
/** Cash that a person books. */
export type ExternalCash = Readonly<z.infer<typeof externalCashSchema>>;
