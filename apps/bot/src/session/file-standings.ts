/** Standings of agents in a file. @module */
import type { StandingStore } from '@tradewright/agent';
import type { DurableMap } from '@tradewright/core';
import { z } from 'zod';

const mode = z.enum(['shadow', 'propose', 'auto-paper', 'auto-live']);

/** The shape of a kept standing. */
export const standingSchema = z.object({
  basis: z.string(),
  mode,
  clean: z.number().int().min(0),
  faults: z.number().int().min(0),
  books: z.object({ reconciled: z.boolean(), driftPercent: z.number().nullable() }).nullable(),
});

/** Keeps standings by account and strategy. One that cannot be read is none: the agent begins anew. */
export function keptStandings(store: DurableMap, account: string): StandingStore {
  const keyOf = (strategyName: string): string => `standing:${account}:${strategyName}`;
  return {
    load: (strategyName) => {
      const text = store.get(keyOf(strategyName));
      if (text === undefined) return undefined;
      return standingSchema.safeParse(JSON.parse(text)).data;
    },
    save: (strategyName, standing) => store.set(keyOf(strategyName), JSON.stringify(standing)),
  };
}
