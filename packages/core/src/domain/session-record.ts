/** One run. @module */
import { z } from 'zod';
import { baseCurrencySchema } from './currency.ts';
import { timeSchema } from './decimal-schema.ts';

/** One run. `portfolioId` ties runs into a continuous portfolio; times are wall time. */
export const sessionRecordSchema = z.object({
  id: z.string().min(1),
  portfolioId: z.string().min(1),
  venue: z.string().min(1),
  accountId: z.string(),
  mode: z.enum(['demo', 'paper', 'live', 'backtest', 'replay']),
  baseCurrency: baseCurrencySchema,
  strategies: z.array(z.string()),
  provider: z.string(),
  version: z.string(),
  startedAt: timeSchema,
});
/** One run. */
export type SessionRecord = Readonly<z.infer<typeof sessionRecordSchema>>;

/** How a run ended. `interrupted` is written by the next holder of the account lock. */
export const sessionEndSchema = z.object({
  status: z.enum(['finished', 'stopped', 'failed', 'interrupted']),
  reason: z.string(),
  digest: z.string().nullable(),
  endedAt: timeSchema,
});
/** How a run ended. */
export type SessionEnd = Readonly<z.infer<typeof sessionEndSchema>>;
