/** The clock of one process: its callbacks end with it. @module */
import type { Clock, Undo } from '@tradewright/core';

/** What the clock asks of its process. */
export type ClockHost = {
  readonly clock: Clock;
  /** How far the machine's wall time is off, in ms. */
  readonly skew: () => number;
  /** Runs a callback inside the process; does nothing when that is over. */
  readonly enter: (callback: () => void) => void;
};

/** Wall time with the machine's skew; monotonic time without it. */
export class ProcessClock implements Clock {
  readonly #host: ClockHost;

  constructor(host: ClockHost) {
    this.#host = host;
  }

  now(): number {
    return this.#host.clock.now() + this.#host.skew();
  }

  monotonic(): number {
    return this.#host.clock.monotonic();
  }

  after(delayMs: number, callback: () => void): Undo {
    return this.#host.clock.after(delayMs, () => this.#host.enter(callback));
  }

  every(periodMs: number, callback: () => void): Undo {
    return this.#host.clock.every(periodMs, () => this.#host.enter(callback));
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }
}
