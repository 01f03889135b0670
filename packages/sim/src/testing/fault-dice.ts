/** Decides by a seed which faults happen, and counts them. @module */
import type { Random } from '@tradewright/core';
import { faultNames, type FaultCounts, type FaultName, type FaultRates } from './fault-rates.ts';

/** The same random source and the same calls give the same faults. */
export class FaultDice {
  readonly #random: Random;
  readonly #counts = new Map<keyof FaultCounts, number>();
  #rates: FaultRates;

  constructor(random: Random, rates: FaultRates) {
    this.#random = random;
    this.#rates = rates;
  }

  /** How often each fault has happened so far. */
  get counts(): FaultCounts {
    const names = [...faultNames, 'crash', 'cut'] as const;
    return Object.fromEntries(
      names.map((name) => [name, this.#counts.get(name) ?? 0]),
    ) as FaultCounts;
  }

  setRates(rates: FaultRates): void {
    this.#rates = rates;
  }

  /** True when the fault happens now. A fault without a rate draws nothing. */
  happens(name: FaultName): boolean {
    const rate = this.#rates[name] ?? 0;
    if (rate <= 0 || this.#random.next() >= rate) return false;
    this.count(name);
    return true;
  }

  count(name: keyof FaultCounts): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** A delay of 1 to `maximumMs`. */
  delay(maximumMs: number): number {
    return this.#random.integer(1, Math.max(1, maximumMs));
  }

  /** Some of the items, in their order; never all of them when there are any. */
  part<Item>(items: readonly Item[]): readonly Item[] {
    if (items.length === 0) return items;
    const dropped = this.#random.integer(0, items.length - 1);
    return items.filter((_, index) => index !== dropped && this.#random.next() < 0.5);
  }
}
