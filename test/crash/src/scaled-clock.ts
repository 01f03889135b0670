/** Real time that runs faster, so that waits of minutes pass in a moment. @module */
import type { Clock, Undo } from '@tradewright/core';

/** Alike in every process that is given the same origin: true time passed since then, times the speed. */
export class ScaledClock implements Clock {
  readonly #origin: number;
  readonly #speed: number;

  /** @param origin - Wall time at which the fast time was the same, ms UTC. */
  constructor(origin: number, speed: number) {
    this.#origin = origin;
    this.#speed = speed;
  }

  now(): number {
    return Math.floor(this.#origin + (Date.now() - this.#origin) * this.#speed);
  }

  monotonic(): number {
    return performance.now() * this.#speed;
  }

  after(delayMs: number, callback: () => void): Undo {
    const timer = setTimeout(callback, delayMs / this.#speed);
    return () => clearTimeout(timer);
  }

  every(periodMs: number, callback: () => void): Undo {
    const timer = setInterval(callback, periodMs / this.#speed);
    return () => clearInterval(timer);
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }
}
