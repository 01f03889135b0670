/** Time that moves only when it is told to. @module */
import type { Clock, Undo } from '../ports/clock.ts';

type Timer = {
  due: number;
  order: number;
  callback: () => void;
  periodMs: number | undefined;
  live: boolean;
};

/**
 * A clock for backtests, replays and simulation. Timers run in the order of their due time, ties
 * in the order in which they were set; a timer sees `now()` equal to its due time.
 */
export class VirtualClock implements Clock {
  #now: number;
  readonly #start: number;
  #order = 0;
  #timers: Timer[] = [];

  constructor(start: number) {
    this.#now = start;
    this.#start = start;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  after(delayMs: number, callback: () => void): Undo {
    return this.#schedule(delayMs, callback, undefined);
  }

  every(periodMs: number, callback: () => void): Undo {
    return this.#schedule(periodMs, callback, periodMs);
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }

  /** Due time of the next timer, `undefined` when none is set. */
  get nextTimer(): number | undefined {
    return this.#timers[0]?.due;
  }

  /** Moves to `time`, running the timers due on the way. Moving backwards does nothing. */
  advanceTo(time: number): void {
    for (
      let timer = this.#timers[0];
      timer !== undefined && timer.due <= time;
      timer = this.#timers[0]
    ) {
      this.runNextTimer();
    }
    if (time > this.#now) this.#now = time;
  }

  /** Runs the next timer and moves to its due time; false when none is set. */
  runNextTimer(): boolean {
    const timer = this.#timers.shift();
    if (timer === undefined) return false;
    if (timer.due > this.#now) this.#now = timer.due;
    if (timer.periodMs !== undefined) {
      timer.due += timer.periodMs;
      this.#insert(timer);
    }
    timer.callback();
    return true;
  }

  #schedule(delayMs: number, callback: () => void, periodMs: number | undefined): Undo {
    const timer = {
      due: this.#now + Math.max(0, delayMs),
      order: this.#order++,
      callback,
      periodMs,
      live: true,
    };
    this.#insert(timer);
    return () => {
      timer.live = false;
      this.#timers = this.#timers.filter((other) => other.live);
    };
  }

  #insert(timer: Timer): void {
    if (!timer.live) return;
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#timers[middle];
      if (
        other !== undefined &&
        (other.due < timer.due || (other.due === timer.due && other.order < timer.order))
      ) {
        low = middle + 1;
      } else high = middle;
    }
    this.#timers.splice(low, 0, timer);
  }
}
