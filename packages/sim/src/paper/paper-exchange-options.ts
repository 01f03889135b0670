/** What the paper exchange is made of. @module */
import type { Clock, DurableMap, Fill, Instrument, OrderReport, Quote } from '@tradewright/core';
import type { PaperTerms } from './paper-terms.ts';

/** What the exchange is made of, and whom it tells. */
export type PaperExchangeOptions = {
  readonly venue: string;
  readonly accountId: string;
  readonly openingCash: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly terms: PaperTerms;
  readonly state: DurableMap | undefined;
  readonly instrument: (symbol: string) => Instrument | undefined;
  readonly quote: (symbol: string) => Quote | undefined;
  readonly onOrder: (report: OrderReport) => void;
  readonly onFill: (fill: Fill) => void;
};
