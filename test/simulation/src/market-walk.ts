/** A market that wanders. @module */
import type { Random } from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';

/** Where a symbol starts and how far a step goes, in price steps of 0.01. */
export type WalkTerms = { readonly symbol: string; readonly start: number; readonly reach: number };

/** ms between two events of a symbol. */
export const walkStepMs = 10_000;

/** Random walks on a ladder of cents. Events follow each other faster than their timeframe says, so that much happens between two bars. */
export class MarketWalk {
  readonly #random: Random;
  readonly #terms: readonly WalkTerms[];
  readonly #cents: Map<string, number>;

  constructor(random: Random, terms: readonly WalkTerms[]) {
    this.#random = random;
    this.#terms = terms;
    this.#cents = new Map(terms.map(({ symbol, start }) => [symbol, Math.round(start * 100)]));
  }

  /** One event per symbol that ends at `end`, ms UTC. */
  next(end: number): readonly FeedEvent[] {
    return this.#terms.map((terms) => this.#event(terms, end, this.#step(terms)));
  }

  /** The same prices once more, with sizes to trade against. */
  still(end: number): readonly FeedEvent[] {
    return this.#terms.map((terms) => this.#event(terms, end, 0));
  }

  #step({ symbol, start, reach }: WalkTerms): number {
    const open = this.#cents.get(symbol) ?? Math.round(start * 100);
    // The pull to the start keeps a long walk away from zero.
    const pull = open > start * 100 ? -1 : 1;
    return this.#random.integer(-reach, reach) + (this.#random.next() < 0.1 ? pull : 0);
  }

  #event({ symbol, start }: WalkTerms, end: number, step: number): FeedEvent {
    const open = this.#cents.get(symbol) ?? Math.round(start * 100);
    const close = Math.max(100, open + step);
    this.#cents.set(symbol, close);
    const wide = this.#random.integer(1, 3);
    const side = (offset: number) => ({
      open: (open + offset) / 100,
      high: (Math.max(open, close) + offset) / 100,
      low: (Math.min(open, close) + offset) / 100,
      close: (close + offset) / 100,
    });
    const size = (): number => this.#random.integer(1, 12) * 20;
    return {
      kind: 'quote-bar',
      symbol,
      time: end - walkStepMs,
      end,
      timeframe: '1m',
      bid: side(0),
      ask: side(wide),
      bidSize: size(),
      askSize: size(),
    };
  }
}
