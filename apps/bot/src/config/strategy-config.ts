/** Strategies as a YAML file lists them. @module */
import { isSymbol, positiveDecimalSchema, timeframeSchema } from '@tradewright/core';
import { z } from 'zod';

const strategySchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -'),
  use: z.literal('offline-rules-v1').default('offline-rules-v1'),
  symbols: z.array(z.string().refine(isSymbol, 'must be symbols like BTC/USD')).min(1),
  timeframe: timeframeSchema.optional(),
  riskFraction: z.number().positive().max(0.1).optional(),
  allocatedCapital: z.coerce.string().pipe(positiveDecimalSchema).optional(),
});

/** The list under `strategies`; empty leaves the choice to the bot. */
export const strategiesSchema = z.array(strategySchema).default([]);

/** One configured strategy. `riskFraction` is the share of equity risked by a plan, `allocatedCapital` caps its positions and open entries in base currency. */
export type StrategyConfig = Readonly<z.output<typeof strategySchema>>;
