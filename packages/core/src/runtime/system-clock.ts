/** The machine's time: one of the few places that may ask for it. @module */
import type { Clock, Undo } from '../ports/clock.ts';

/** Wall and monotonic time of this machine. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }

  after(delayMs: number, callback: () => void): Undo {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  }

  every(periodMs: number, callback: () => void): Undo {
    const timer = setInterval(callback, periodMs);
    return () => clearInterval(timer);
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, delayMs);
    });
  }
}
