/** A converter at the quotes of a market. @module */
import type { Clock } from '@tradewright/core';
import { CurrencyConverter, type RateSource } from './currency-converter.ts';
import { ratePivot } from './currency-pair.ts';
import type { MarketState } from './market-state.ts';
import { quotedRates } from './quoted-rates.ts';

/** What it converts at. */
export type QuotedConverterOptions = {
  readonly market: MarketState;
  readonly clock: Pick<Clock, 'now'>;
  readonly baseCurrency: string;
  /** Age at which a quote is no rate any more, in ms. */
  readonly maxAgeMs: number;
  /** Added against us to every estimate, in basis points; left out, nothing. */
  readonly bufferBps?: string;
  /** Asked where no quote gives a rate. */
  readonly elsewhere?: RateSource | undefined;
};

/** Crosses go through the base currency, else through USD. */
export function quotedConverter(options: QuotedConverterOptions): CurrencyConverter {
  const { market, clock, baseCurrency, maxAgeMs, bufferBps, elsewhere } = options;
  const rates = quotedRates({
    quote: (symbol) => market.quote(symbol),
    instrument: (symbol) => market.instrument(symbol),
    now: () => clock.now(),
    maxAgeMs,
    pivots: [baseCurrency, ratePivot],
    elsewhere,
  });
  return new CurrencyConverter(rates, bufferBps);
}
