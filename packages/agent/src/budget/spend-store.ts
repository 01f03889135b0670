/** Where the sums of a spend ledger are kept. @module */

/** Sums by the name of their period. */
export interface SpendSums {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** Keeps sums. Ledgers of several processes that share one store share its caps. */
export interface SpendStore {
  /**
   * Runs `change` while nobody else reads or writes the sums; what it sets is durable when this
   * returns, and nothing is set when it throws.
   */
  exclusively<Result>(change: (sums: SpendSums) => Result): Result;
}

/** Sums of this process alone, which end with it. */
export function memorySpendStore(): SpendStore {
  let kept = new Map<string, string>();
  return {
    exclusively: (change) => {
      const next = new Map(kept);
      const result = change({
        get: (key) => next.get(key),
        set: (key, value) => void next.set(key, value),
      });
      kept = next;
      return result;
    },
  };
}
