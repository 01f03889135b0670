/** The newest bars of one stream. @module */
import type { Bar } from '@tradewright/core';

/** Keeps at least the newest `capacity` bars; adding is constant time on average. */
export class BarBuffer {
  readonly #capacity: number;
  #bars: Bar[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Adds a bar; one with the time of the newest replaces it, an older one is ignored. */
  add(bar: Bar): void {
    const bars = this.#bars;
    const newest = bars[bars.length - 1];
    if (newest !== undefined && bar.time <= newest.time) {
      if (bar.time === newest.time) bars[bars.length - 1] = bar;
      return;
    }
    bars.push(bar);
    if (bars.length > 2 * this.#capacity) this.#bars = bars.slice(-this.#capacity);
  }

  /** The newest `limit` bars, oldest first. */
  newest(limit: number): readonly Bar[] {
    return limit <= 0 ? [] : this.#bars.slice(-limit);
  }

  get last(): Bar | undefined {
    return this.#bars[this.#bars.length - 1];
  }
}
