/** Samples quotes for later study. @module */
import type { DataStore, Quote } from '@tradewright/core';

/** Writes one `market_data` row per symbol at each decision and at most one per interval between decisions. */
export class MarketRecorder {
  readonly #store: DataStore;
  readonly #intervalMs: number;
  readonly #last = new Map<string, number>();

  /** @param intervalMs - Least distance between two sampled rows of one symbol. */
  constructor(store: DataStore, intervalMs: number) {
    this.#store = store;
    this.#intervalMs = intervalMs;
  }

  /** Between decisions: writes when the interval has passed. */
  sample(quote: Quote): void {
    const last = this.#last.get(quote.symbol);
    if (last === undefined || quote.receivedTime - last >= this.#intervalMs) this.#write(quote);
  }

  /** At a decision: always writes. */
  decision(quotes: readonly Quote[]): void {
    for (const quote of quotes) this.#write(quote);
  }

  #write(quote: Quote): void {
    this.#last.set(quote.symbol, quote.receivedTime);
    this.#store.append('market_data', [quote]);
  }
}
