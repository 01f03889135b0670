/** All orders of the session by client order id. @module */
import { endedLives, type OrderRecord } from '@tradewright/core';

/** Keeps the newest record of each order and the set of those that have not ended. */
export class OrderRegistry {
  readonly #earlier: (clientOrderId: string) => OrderRecord | undefined;
  readonly #records = new Map<string, OrderRecord>();
  readonly #open = new Map<string, OrderRecord>();
  readonly #byVenueId = new Map<string, string>();

  /** @param earlier - Finds an order that ended in an earlier process: the venue may still have news of it. */
  constructor(earlier: (clientOrderId: string) => OrderRecord | undefined = () => undefined) {
    this.#earlier = earlier;
  }

  put(record: OrderRecord): void {
    const id = record.intent.clientOrderId;
    this.#records.set(id, record);
    for (const venueOrderId of record.venueOrderIds) this.#byVenueId.set(venueOrderId, id);
    if (endedLives.has(record.life)) this.#open.delete(id);
    else this.#open.set(id, record);
  }

  record(clientOrderId: string): OrderRecord | undefined {
    return this.#records.get(clientOrderId) ?? this.#earlier(clientOrderId);
  }

  /** Finds our order by our own id, else by one of the venue's. */
  resolve(clientOrderId: string | null, venueOrderId: string | null): OrderRecord | undefined {
    const own = clientOrderId === null ? undefined : this.record(clientOrderId);
    if (own !== undefined || venueOrderId === null) return own;
    const id = this.#byVenueId.get(venueOrderId);
    return id === undefined ? undefined : this.#records.get(id);
  }

  /** Orders that have not ended, in the order in which they were made. */
  open(): readonly OrderRecord[] {
    return [...this.#open.values()];
  }
}
