/** All orders of the session by client order id. @module */
import { endedLives, type OrderRecord } from '@tradewright/core';
import { isOver } from './is-over.ts';

/** Keeps the newest record of each order and the set of those that have not ended. */
export class OrderRegistry {
  readonly #earlier: (clientOrderId: string) => OrderRecord | undefined;
  readonly #records = new Map<string, OrderRecord>();
  readonly #open = new Map<string, OrderRecord>();
  readonly #byVenueId = new Map<string, string>();
  readonly #symbols = new Set<string>();
  readonly #owed = new Map<string, OrderRecord>();

  /** @param earlier - Finds an order that ended in an earlier process: the venue may still have news of it. */
  constructor(earlier: (clientOrderId: string) => OrderRecord | undefined = () => undefined) {
    this.#earlier = earlier;
  }

  put(record: OrderRecord): void {
    const id = record.intent.clientOrderId;
    this.#records.set(id, record);
    this.#symbols.add(record.intent.symbol);
    for (const venueOrderId of record.venueOrderIds) this.#byVenueId.set(venueOrderId, id);
    const ended = endedLives.has(record.life);
    if (ended) this.#open.delete(id);
    else this.#open.set(id, record);
    if (ended && !isOver(record)) this.#owed.set(id, record);
    else this.#owed.delete(id);
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

  /** Symbols of every order that was put here, ended ones too. */
  symbols(): ReadonlySet<string> {
    return this.#symbols;
  }

  /** Orders that have not ended, in the order in which they were made. */
  open(): readonly OrderRecord[] {
    return [...this.#open.values()];
  }

  /** Orders of which executions may still come: open ones, and ended ones that owe some. */
  unsettled(): readonly OrderRecord[] {
    return [...this.#open.values(), ...this.#owed.values()];
  }
}
