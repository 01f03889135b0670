/** The venue's rate budget: how soon the next call may leave. @module */
import type { Clock } from '@tradewright/core';

/**
 * Spaces calls on average, and lets a few go at once after a pause: time in which nothing was asked
 * counts, so an order after a quiet minute does not wait.
 */
export class RequestBudget {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #credit: number;
  #next = Number.NEGATIVE_INFINITY;

  /** @param burst - Calls that may leave at once after a pause. @param intervalMs - 0 paces nothing. */
  constructor(clock: Clock, intervalMs: number, burst: number) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#credit = (burst - 1) * intervalMs;
  }

  /** Resolves when the call may leave; calls leave in the order in which they asked. */
  take(): Promise<void> {
    if (this.#intervalMs === 0) return Promise.resolve();
    const now = this.#clock.monotonic();
    const slot = Math.max(this.#next, now - this.#credit);
    this.#next = slot + this.#intervalMs;
    return slot > now ? this.#clock.sleep(slot - now) : Promise.resolve();
  }
}
