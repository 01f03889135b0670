/** Work that is under way. @module */

const nothing = (): void => undefined;

/** Counts promises, so that whoever drives time can wait until nothing is pending. */
export class Activity {
  readonly #pending = new Set<Promise<unknown>>();

  /** Failures are the business of whoever made the promise; here they only end it. */
  track(work: Promise<unknown>): void {
    const done = (): void => {
      this.#pending.delete(work);
    };
    this.#pending.add(work);
    work.then(done, done);
  }

  /** `undefined` when nothing is pending; else a promise that resolves once everything is done, also what was added meanwhile. */
  idle(): Promise<void> | undefined {
    return this.#pending.size === 0 ? undefined : this.#drain();
  }

  async #drain(): Promise<void> {
    // One after the other: what was added meanwhile comes last, and what has failed is over too.
    for (const work of this.#pending) await work.then(nothing, nothing);
  }
}
