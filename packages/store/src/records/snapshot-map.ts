/** A durable map as it stood, for a process that may not write it. @module */
import { existsSync, readFileSync } from 'node:fs';
import type { DurableMap } from '@tradewright/core';

/**
 * What a {@link FileDurableMap} at this path holds now; changes stay in memory. The file may be written
 * by another process meanwhile: a torn last line is left out, and nothing is ever repaired.
 */
export class SnapshotMap implements DurableMap {
  readonly #values = new Map<string, string>();

  constructor(path: string) {
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
      const [key, value] = JSON.parse(line) as readonly [string, string | null];
      if (value === null) this.#values.delete(key);
      else this.#values.set(key, value);
    }
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: string): void {
    this.#values.set(key, value);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  entries(): readonly (readonly [string, string])[] {
    return [...this.#values];
  }
}
