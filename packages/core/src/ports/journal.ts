/** Where the truth is appended. @module */
import type { JournalEvent } from '../journal/journal-event.ts';

/** Append-only, synchronous: when `append` returns, the events are durable as the implementation promises (SQLite: FULL). */
export interface Journal {
  /**
   * Appends all events or none, in order, and updates the projections in the same commit.
   *
   * @throws TradewrightError `STORE_LOCKED`, `STORE_UNWRITABLE`: nothing was written.
   */
  append(events: readonly JournalEvent[]): void;
}

/** Records every input and marks of a session for a bit-exact replay (DESIGN §8). */
export interface Tape {
  /** @param body - JSON-safe data. */
  record(topic: string, body: unknown): void;
}

/** Small durable facts: ids, nonces, resolved contracts. Each `set` is durable when it returns. */
export interface DurableMap {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
  entries(): readonly (readonly [string, string])[];
}

/** Recorded market data for later study; never part of the order path. */
export interface DataStore {
  append(table: string, rows: readonly Readonly<Record<string, unknown>>[]): void;
  flush(): Promise<void>;
}
