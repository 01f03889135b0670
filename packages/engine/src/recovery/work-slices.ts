/** Long work in slices, so that quotes, fills and exits have their turn in between. @module */
import type { Clock } from '@tradewright/core';

/** How long a slice may take before others have their turn, in ms; one step more may still follow. */
const sliceMs = 2;

/** Measures the slice that is under way. The work calls {@link WorkSlices.pause} after each small step. */
export class WorkSlices {
  readonly #clock: Clock;
  #begun: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#begun = clock.monotonic();
  }

  /** A promise once the slice is used up, that resolves when the others have had their turn; else `undefined`. */
  pause(): Promise<void> | undefined {
    return this.#clock.monotonic() - this.#begun < sliceMs ? undefined : this.#rest();
  }

  async #rest(): Promise<void> {
    await this.#clock.sleep(0);
    this.#begun = this.#clock.monotonic();
  }
}
