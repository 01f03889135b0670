/** What the books have done, told one after another. @module */
import type { MatchingEffect } from '@tradewright/venue-kit/matching';

/**
 * Whoever is told of one effect may give a command at once, while others wait. The book knows them
 * already, so the command is taken only when all of them have been told: an order that the same
 * market has filled is never called canceled.
 */
export class UntoldEffects {
  readonly #waiting: (readonly [symbol: string, effect: MatchingEffect])[] = [];
  readonly #tellOne: (symbol: string, effect: MatchingEffect) => void;

  constructor(tellOne: (symbol: string, effect: MatchingEffect) => void) {
    this.#tellOne = tellOne;
  }

  /** Tells what waits, then these. */
  tell(symbol: string, effects: readonly MatchingEffect[]): void {
    for (const effect of effects) this.#waiting.push([symbol, effect]);
    this.tellAll();
  }

  /** Nothing waits when it returns, also when it is called by somebody who is being told. */
  tellAll(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      this.#tellOne(...next);
  }
}
