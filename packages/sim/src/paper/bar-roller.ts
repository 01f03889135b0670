/** Longer bars while they form. @module */
import { mergeBars, timeframeMs, type Bar, type Timeframe } from '@tradewright/core';

/** Folds base bars into one longer timeframe; a bar comes out when its stretch is over. */
export class BarRoller {
  readonly timeframe: Timeframe;
  readonly #periodMs: number;
  #open: Bar | undefined;

  constructor(timeframe: Timeframe) {
    this.timeframe = timeframe;
    this.#periodMs = timeframeMs[timeframe];
  }

  /** @param end - When the base bar ended. @returns Finished bars, oldest first: none, one, or two after a gap. */
  add(bar: Bar, end: number): readonly Bar[] {
    const time = Math.floor(bar.time / this.#periodMs) * this.#periodMs;
    const finished: Bar[] = [];
    if (this.#open !== undefined && this.#open.time !== time) {
      finished.push(this.#open);
      this.#open = undefined;
    }
    this.#open = this.#open === undefined ? { ...bar, time } : mergeBars(this.#open, bar);
    if (end >= time + this.#periodMs) {
      finished.push(this.#open);
      this.#open = undefined;
    }
    return finished;
  }
}
