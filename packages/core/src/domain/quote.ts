/** Top of book. @module */
import { z } from 'zod';
import { symbolSchema } from './symbol.ts';

/** A finite market-data number, or `null` for "the venue did not say". */
export const marketNumberSchema = z.number().nullable();

/**
 * Best bid and ask as the venue last reported them: JS numbers, never booked.
 *
 * Prices are in the quote currency, sizes and `volume` in units of the base (whole for shares,
 * `null` volume for FX). `spreadPct` is in percent of the mid; `imbalance` runs from -1 (all ask)
 * to 1 (all bid). `null` is "not known" and is never written as 0, -1 or NaN. Staleness is judged
 * on `receivedTime`.
 */
export const quoteSchema = z.object({
  symbol: symbolSchema,
  venue: z.string().min(1),
  bid: marketNumberSchema,
  ask: marketNumberSchema,
  bidSize: marketNumberSchema,
  askSize: marketNumberSchema,
  last: marketNumberSchema,
  volume: marketNumberSchema,
  spreadPct: marketNumberSchema,
  imbalance: marketNumberSchema,
  delayed: z.boolean(),
  venueTime: z.number().int().nullable(),
  receivedTime: z.number().int(),
});
/** Best bid and ask as the venue last reported them. */
export type Quote = Readonly<z.infer<typeof quoteSchema>>;

/** The parts of a quote that a venue gives; the derived ones are filled in by {@link buildQuote}. */
export type QuoteParts = Omit<Quote, 'spreadPct' | 'imbalance'>;

/** Completes a quote with spread and imbalance. Unusable numbers (NaN, infinite, price <= 0, size < 0) become `null`. */
export function buildQuote(parts: QuoteParts): Quote {
  const bid = usablePrice(parts.bid);
  const ask = usablePrice(parts.ask);
  const bidSize = usableSize(parts.bidSize);
  const askSize = usableSize(parts.askSize);
  const mid = bid === null || ask === null ? null : (bid + ask) / 2;
  const depth = bidSize === null || askSize === null ? 0 : bidSize + askSize;
  // Written out: this runs for every quote, and copying the parts costs several times as much.
  return {
    symbol: parts.symbol,
    venue: parts.venue,
    bid,
    ask,
    bidSize,
    askSize,
    last: usablePrice(parts.last),
    volume: usableSize(parts.volume),
    spreadPct: mid === null || bid === null || ask === null ? null : ((ask - bid) / mid) * 100,
    imbalance:
      depth > 0 && bidSize !== null && askSize !== null ? (bidSize - askSize) / depth : null,
    delayed: parts.delayed,
    venueTime: parts.venueTime,
    receivedTime: parts.receivedTime,
  };
}

/** The mid of a quote; the last price where one side is missing; `null` where nothing is known. */
export function midOf(quote: Quote): number | null {
  if (quote.bid !== null && quote.ask !== null) return (quote.bid + quote.ask) / 2;
  return quote.last;
}

/** True for a quote that shows both sides and is not crossed. */
export function isTwoSided(quote: Quote): boolean {
  return quote.bid !== null && quote.ask !== null && quote.bid <= quote.ask;
}

function usablePrice(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value > 0 ? value : null;
}

function usableSize(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value >= 0 ? value : null;
}
