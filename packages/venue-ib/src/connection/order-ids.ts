/** Order ids that are never issued twice. @module */
import type { DurableMap } from '@tradewright/core';

/**
 * Allocates above the stored mark, the venue's next valid id and every id seen, because after a
 * Gateway restart the venue's own counter can go backwards. The mark is durable before an id is used.
 */
export class OrderIds {
  readonly #store: DurableMap;
  readonly #key: string;
  #highest: number;

  constructor(store: DurableMap, clientId: number) {
    this.#store = store;
    this.#key = `ib.order-id.${clientId}`;
    this.#highest = Number(store.get(this.#key) ?? '0');
  }

  /** The id that {@link OrderIds.next} would give. */
  get upcoming(): number {
    return this.#highest + 1;
  }

  /** An id in use at the venue, or one less than its next valid id. */
  sawUsed(id: number): void {
    if (Number.isInteger(id) && id < 1_000_000_000) this.#highest = Math.max(this.#highest, id);
  }

  next(): number {
    this.#highest += 1;
    this.#store.set(this.#key, String(this.#highest));
    return this.#highest;
  }
}
