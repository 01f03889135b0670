/** What a `watch` call waits for. @module */

/** Updates since the last call, or the next one; nothing between two calls is lost. */
export class UpdateQueue<Update> {
  #waiting: ((updates: readonly Update[]) => void)[] = [];
  #failing: ((error: unknown) => void)[] = [];
  #updates: Update[] = [];
  readonly #capacity: number;

  /** @param capacity - How many updates are kept for a reader that does not call; the oldest go first. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(update: Update): void {
    this.#updates.push(update);
    if (this.#updates.length > this.#capacity) this.#updates.shift();
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    const updates = this.#updates;
    [this.#waiting, this.#failing, this.#updates] = [[], [], []];
    for (const resolve of waiting) resolve(updates);
  }

  /** Resolves with everything since the last call, at once when there is something. */
  take(): Promise<readonly Update[]> {
    if (this.#updates.length > 0) {
      const updates = this.#updates;
      this.#updates = [];
      return Promise.resolve(updates);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      this.#failing.push(reject);
    });
  }

  /** Rejects whoever waits. */
  fail(error: unknown): void {
    const failing = this.#failing;
    [this.#waiting, this.#failing] = [[], []];
    for (const reject of failing) reject(error);
  }
}
