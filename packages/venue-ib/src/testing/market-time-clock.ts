/** A clock for a client of a market whose time is driven. @module */
import type { Clock, Undo } from '@tradewright/core';

/**
 * Shows the market's time and waits in real time: stamps belong to the market, deadlines and
 * heartbeats to the socket, which knows nothing of it.
 */
export class MarketTimeClock implements Clock {
  readonly #market: Pick<Clock, 'now'>;
  readonly #wire: Clock;

  constructor(market: Pick<Clock, 'now'>, wire: Clock) {
    this.#market = market;
    this.#wire = wire;
  }

  now(): number {
    return this.#market.now();
  }

  monotonic(): number {
    return this.#wire.monotonic();
  }

  after(delayMs: number, callback: () => void): Undo {
    return this.#wire.after(delayMs, callback);
  }

  every(periodMs: number, callback: () => void): Undo {
    return this.#wire.every(periodMs, callback);
  }

  sleep(delayMs: number): Promise<void> {
    return this.#wire.sleep(delayMs);
  }
}
