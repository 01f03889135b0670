/** How often tools may be called within a minute of session time. @module */

const windowMs = 60_000;

/** Counts calls per key and over all keys in a sliding window. */
export class CallQuota {
  readonly #perKey: number;
  readonly #overall: number;
  readonly #times = new Map<string, number[]>();
  #all: number[] = [];

  constructor(perKey: number, overall: number) {
    this.#perKey = perKey;
    this.#overall = overall;
  }

  /** Takes one call; `false` leaves the count as it was. */
  take(key: string, time: number): boolean {
    const from = time - windowMs;
    const own = (this.#times.get(key) ?? []).filter((past) => past > from);
    this.#all = this.#all.filter((past) => past > from);
    const fits = own.length < this.#perKey && this.#all.length < this.#overall;
    if (fits) {
      own.push(time);
      this.#all.push(time);
    }
    if (own.length === 0) this.#times.delete(key);
    else this.#times.set(key, own);
    return fits;
  }
}
