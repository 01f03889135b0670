/** Rates from the quotes of currency pairs that the session hears. @module */
import { Decimal, isTwoSided, type Instrument, type Quote } from '@tradewright/core';
import type { RateBias, RateSource } from './currency-converter.ts';

/** What rates are read from. */
export type QuotedRatesOptions = {
  readonly quote: (symbol: string) => Quote | undefined;
  readonly instrument: (symbol: string) => Instrument | undefined;
  /** Our time, ms UTC. */
  readonly now: () => number;
  /** Age at which a quote is no rate any more, in ms. */
  readonly maxAgeMs: number;
  /** Currencies through which a cross rate is made, the preferred one first. */
  readonly pivots: readonly string[];
  /** Asked where no quote of ours gives a rate; such as the converter of another venue. */
  readonly elsewhere?: RateSource | undefined;
};

/** Finer than any price step, and exact enough for any sum of a cap. */
const ratePlaces = 15;

type Kept = { readonly quote: Quote; readonly rate: Decimal | undefined };

/**
 * The rate of a pair that is quoted either way round, else the product of two of them through a
 * pivot. `high` buys at the ask and `low` sells at the bid, on each leg. A quote that is too old,
 * one-sided or crossed is no rate.
 */
export function quotedRates(options: QuotedRatesOptions): RateSource {
  const kept = new Map<string, Kept>();

  const ofPair = (symbol: string, isInverse: boolean, bias: RateBias): Decimal | undefined => {
    const quote = options.quote(symbol);
    // A share may have the ticker of a currency, as USD/AUD on ASX: only a market in money is a rate.
    if (quote === undefined || !isMoney(options.instrument(symbol))) return undefined;
    if (options.now() - quote.receivedTime > options.maxAgeMs) return undefined;
    const key = `${symbol} ${isInverse ? 'inverse ' : ''}${bias}`;
    const known = kept.get(key);
    if (known?.quote === quote) return known.rate;
    const rate = isInverse ? inverseRate(quote, bias) : directRate(quote, bias);
    kept.set(key, { quote, rate });
    return rate;
  };
  const direct: RateSource = (from, to, bias) =>
    ofPair(`${from}/${to}`, false, bias) ??
    ofPair(`${to}/${from}`, true, bias) ??
    options.elsewhere?.(from, to, bias);

  return (from, to, bias) => {
    const quoted = direct(from, to, bias);
    if (quoted !== undefined) return quoted;
    for (const pivot of options.pivots) {
      if (pivot === from || pivot === to) continue;
      const first = direct(from, pivot, bias);
      const second = first === undefined ? undefined : direct(pivot, to, bias);
      if (first !== undefined && second !== undefined) return first.times(second);
    }
    return undefined;
  };
}

function isMoney(instrument: Instrument | undefined): boolean {
  return instrument !== undefined && instrument.assetClass !== 'equity';
}

function directRate(quote: Quote, bias: RateBias): Decimal | undefined {
  if (!isTwoSided(quote) || quote.bid === null || quote.ask === null) return undefined;
  if (bias === 'mid') return Decimal.fromMarketNumber((quote.bid + quote.ask) / 2);
  return Decimal.fromMarketNumber(bias === 'high' ? quote.ask : quote.bid);
}

function inverseRate(quote: Quote, bias: RateBias): Decimal | undefined {
  const { side, rounding } = inverted[bias];
  const turned = directRate(quote, side);
  return turned === undefined
    ? undefined
    : Decimal.one.dividedToPlaces(turned, ratePlaces, rounding);
}

const inverted = {
  high: { side: 'low', rounding: 'up' },
  mid: { side: 'mid', rounding: 'half-even' },
  low: { side: 'high', rounding: 'down' },
} as const;
