/** The time of the simulated machine: one queue for the product, the client library and the wire. @module */
import { install } from '@sinonjs/fake-timers';

/** Runs when every promise and every stream that could go on has gone on. */
const pause = setImmediate;

/** Replaces the machine's clock and timers until {@link MachineTime.end}; `setImmediate` stays real. */
export class MachineTime {
  readonly #clock: ReturnType<typeof install>;
  /** Timers that have run. */
  steps = 0;

  constructor(start: number) {
    this.#clock = install({
      now: start,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
  }

  get now(): number {
    return this.#clock.now;
  }

  /** Runs every timer that is due within so many ms, each with all that follows from it. */
  async pass(durationMs: number): Promise<void> {
    let isOver = false;
    setTimeout(() => (isOver = true), durationMs);
    while (!isOver) {
      this.#clock.next();
      this.steps += 1;
      await this.settle();
    }
  }

  settle(): Promise<void> {
    return new Promise((resolve) => void pause(resolve));
  }

  end(): void {
    this.#clock.uninstall();
  }
}
