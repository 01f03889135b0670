/** Who listens to which quotes. @module */
import type { Undo } from '@tradewright/core';

/** Counts the readers of each symbol: one stream is shared by all of them. */
export class QuoteStreams {
  readonly #readers = new Map<string, number>();

  /** Starts or shares a stream. */
  open(symbol: string): Undo {
    this.#readers.set(symbol, (this.#readers.get(symbol) ?? 0) + 1);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      const left = (this.#readers.get(symbol) ?? 1) - 1;
      if (left > 0) this.#readers.set(symbol, left);
      else this.#readers.delete(symbol);
    };
  }

  has(symbol: string): boolean {
    return this.#readers.has(symbol);
  }
}
