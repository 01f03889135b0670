/** Quotes by asking again and again, shared by all readers of a symbol. @module */
import type { Clock, Quote, Undo } from '@tradewright/core';

type Polled = { readers: number; stop: Undo };

/** Asks for the quote of each symbol that somebody reads; a failed question delivers nothing. */
export class QuotePolling {
  readonly #clock: Clock;
  readonly #periodMs: number;
  readonly #fetch: (symbol: string) => Promise<Quote>;
  readonly #onQuote: (quote: Quote) => void;
  readonly #polled = new Map<string, Polled>();

  constructor(
    clock: Clock,
    periodMs: number,
    fetch: (symbol: string) => Promise<Quote>,
    onQuote: (quote: Quote) => void,
  ) {
    this.#clock = clock;
    this.#periodMs = periodMs;
    this.#fetch = fetch;
    this.#onQuote = onQuote;
  }

  open(symbol: string): Undo {
    const polled = this.#polled.get(symbol) ?? this.#begin(symbol);
    polled.readers += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      polled.readers -= 1;
      if (polled.readers > 0) return;
      polled.stop();
      this.#polled.delete(symbol);
    };
  }

  close(): void {
    for (const { stop } of this.#polled.values()) stop();
    this.#polled.clear();
  }

  #begin(symbol: string): Polled {
    let asking = false;
    const ask = (): void => {
      if (asking) return;
      asking = true;
      void this.#fetch(symbol)
        .then(this.#onQuote, () => undefined)
        .finally(() => {
          asking = false;
        });
    };
    const polled = { readers: 0, stop: this.#clock.every(this.#periodMs, ask) };
    this.#polled.set(symbol, polled);
    ask();
    return polled;
  }
}
