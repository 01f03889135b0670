/** The thinner side of a quote. @module */
import type { Quote } from '@tradewright/core';

/** `notional` in the quote currency; `undefined` when one price or one size is not known. */
export function thinnerSide(
  quote: Quote,
): { readonly size: number; readonly notional: number } | undefined {
  const { bid, ask, bidSize, askSize } = quote;
  if (bid === null || ask === null || bidSize === null || askSize === null) return undefined;
  return { size: Math.min(bidSize, askSize), notional: Math.min(bid * bidSize, ask * askSize) };
}
