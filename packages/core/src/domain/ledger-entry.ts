/** Double-entry postings: every entry sums to zero in each currency. @module */
import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { decimalSchema, timeSchema } from './decimal-schema.ts';

/**
 * Accounts of the ledger. `cash:*` and `position:*` are assets (debit is positive);
 * `equity:opening`, `income:*` and `expense:*` carry the other side.
 */
export const postingSchema = z.object({
  account: z
    .string()
    .regex(/^(cash|position|equity|income|expense|fx|clearing)(:[A-Za-z0-9/._#-]+)*$/),
  currency: currencySchema,
  amount: decimalSchema,
  quantity: decimalSchema.nullable(),
});
/** One leg of an entry; `quantity` is set on position legs, in units of the base. */
export type Posting = Readonly<z.infer<typeof postingSchema>>;

/** One balanced entry. `reference` is the fill, commission or event that caused it; `reverses` names a corrected entry. */
export const ledgerEntrySchema = z.object({
  entryId: z.string().min(1),
  kind: z.enum([
    'opening',
    'fill',
    'commission',
    'correction',
    'fx-revaluation',
    'external',
    'llm-spend',
  ]),
  reference: z.string(),
  reverses: z.string().nullable(),
  strategyName: z.string().nullable(),
  symbol: z.string().nullable(),
  postings: z.array(postingSchema).min(2),
  time: timeSchema,
});
/** One balanced entry. */
export type LedgerEntry = Readonly<z.infer<typeof ledgerEntrySchema>>;
