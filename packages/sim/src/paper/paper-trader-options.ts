/** What a paper account is made of. @module */
import type { Clock, DurableMap, Instrument } from '@tradewright/core';
import type { PaperTerms } from './paper-terms.ts';

/** What a paper account is made of. Cash is decimal text per currency; `state` makes the account durable. */
export type PaperTraderOptions = {
  readonly accountId: string;
  readonly baseCurrency: string;
  readonly openingCash: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly instruments: readonly Instrument[];
  readonly terms: PaperTerms;
  /** Symbols with recorded trades beside recorded quotes: their bars are the trades. */
  readonly withTrades?: readonly string[];
  readonly state?: DurableMap | undefined;
};
