/** Raw documents by their hash. @module */
import { createHash } from 'node:crypto';
import type { DurableMap } from '@tradewright/core';

/** Keeps each document once, so that what was parsed from it can be checked and parsed again. */
export class RawReports {
  readonly #store: DurableMap;

  constructor(store: DurableMap) {
    this.#store = store;
  }

  /** The document's hash, which is `rawHash` of what is parsed from it. */
  keep(raw: string): string {
    const hash = createHash('sha256').update(raw).digest('hex');
    if (this.#store.get(keyOf(hash)) === undefined) this.#store.set(keyOf(hash), raw);
    return hash;
  }

  /** `undefined` for a document that was never kept. */
  read(rawHash: string): string | undefined {
    return this.#store.get(keyOf(rawHash));
  }
}

function keyOf(hash: string): string {
  return `fundamentals.${hash}`;
}
