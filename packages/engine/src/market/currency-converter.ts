/** Amounts in another currency, or no answer. @module */
import { Decimal } from '@tradewright/core';

/** Looks up how much of `to` one unit of `from` is worth; `undefined` when that is not known: never 1. */
export type RateSource = (from: string, to: string) => Decimal | undefined;

/**
 * Converts sums. Without a source only a currency into itself has a rate; whoever asks for another
 * gets `undefined` and must deny (baseline defect F).
 */
export class CurrencyConverter {
  readonly #source: RateSource;

  constructor(source: RateSource = () => undefined) {
    this.#source = source;
  }

  /** `undefined` when the rate is not known. */
  rate(from: string, to: string): Decimal | undefined {
    return from === to ? Decimal.one : this.#source(from, to);
  }

  /** `undefined` when the rate is not known. */
  convert(value: Decimal, from: string, to: string): Decimal | undefined {
    const rate = this.rate(from, to);
    return rate === undefined ? undefined : value.times(rate);
  }
}
