/** All orders of the session by client order id. @module */
import { endedLives, type OrderRecord } from '@tradewright/core';
import { isOver } from './is-over.ts';

/** The newest record of an order that goes on, and the look at the venue that showed it last. */
type OpenOrder = { record: OrderRecord; shownBy: number };

/** Keeps the newest record of each order and the set of those that have not ended. */
export class OrderRegistry {
  readonly #earlier: (clientOrderId: string) => OrderRecord | undefined;
  readonly #records = new Map<string, OrderRecord>();
  readonly #open = new Map<string, OpenOrder>();
  readonly #byVenueId = new Map<string, string>();
  readonly #symbols = new Set<string>();
  #look = 0;
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
    else this.#keepOpen(id, record);
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
    return Array.from(this.#open.values(), ({ record }) => record);
  }

  /** A new look at the venue: its number marks the open orders that it shows. */
  beginLook(): number {
    this.#look += 1;
    return this.#look;
  }

  /** Marks an open order as shown by a look. One that has ended, or is not ours, has no mark. */
  markShown(clientOrderId: string, look: number): void {
    const open = this.#open.get(clientOrderId);
    if (open !== undefined) open.shownBy = look;
  }

  /** True for an open order that the look has shown. */
  isShown(clientOrderId: string, look: number): boolean {
    return this.#open.get(clientOrderId)?.shownBy === look;
  }

  /** Open orders that a look has not shown, in the order in which they were made. */
  notShown(look: number): readonly OrderRecord[] {
    const missing: OrderRecord[] = [];
    for (const { record, shownBy } of this.#open.values())
      if (shownBy !== look) missing.push(record);
    return missing;
  }

  /** Orders of which executions may still come: open ones, and ended ones that owe some. */
  unsettled(): readonly OrderRecord[] {
    return [...this.open(), ...this.#owed.values()];
  }

  #keepOpen(id: string, record: OrderRecord): void {
    const known = this.#open.get(id);
    if (known === undefined) this.#open.set(id, { record, shownBy: 0 });
    else known.record = record;
  }
}
