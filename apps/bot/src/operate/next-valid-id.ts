/** The venue's next order number, where it has one. @module */
import type { BaseTrader } from '@tradewright/core';

/** IB tells it at each connection; `null` at venues that number orders themselves. */
export function nextValidIdOf(trader: BaseTrader): number | null {
  const { manager } = trader as {
    readonly manager?: { readonly ids?: { readonly upcoming?: unknown } };
  };
  const upcoming = manager?.ids?.upcoming;
  return typeof upcoming === 'number' ? upcoming : null;
}
