/** A durable map that forgets with its process; for tests and simulators only. @module */
import type { DurableMap } from '@tradewright/core';

/** Keeps entries in memory: what survives a "restart" is the object itself. */
export class MemoryMap implements DurableMap {
  readonly #entries = new Map<string, string>();

  get(key: string): string | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: string): void {
    this.#entries.set(key, value);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  entries(): readonly (readonly [string, string])[] {
    return [...this.#entries];
  }
}
