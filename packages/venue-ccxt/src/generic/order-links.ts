/** Which venue order belongs to which client id, over restarts. @module */
import type { DurableMap } from '@tradewright/core';

/** Where an order of ours stands at the venue. */
export type OrderLink = { readonly venueOrderId: string; readonly symbol: string };

/** Remembers both directions; the first link of an order stays. */
export class OrderLinks {
  readonly #state: DurableMap;

  constructor(state: DurableMap) {
    this.#state = state;
  }

  add(clientOrderId: string, { venueOrderId, symbol }: OrderLink): void {
    if (this.#state.get(`order:${clientOrderId}`) !== undefined) return;
    this.#state.set(`order:${clientOrderId}`, `${symbol} ${venueOrderId}`);
    this.#state.set(`venue-order:${venueOrderId}`, clientOrderId);
  }

  find(clientOrderId: string): OrderLink | undefined {
    const text = this.#state.get(`order:${clientOrderId}`);
    if (text === undefined) return undefined;
    const cut = text.indexOf(' ');
    return { symbol: text.slice(0, cut), venueOrderId: text.slice(cut + 1) };
  }

  clientIdOf(venueOrderId: string): string | null {
    return this.#state.get(`venue-order:${venueOrderId}`) ?? null;
  }
}
