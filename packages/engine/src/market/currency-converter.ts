/** Amounts in another currency, or no answer. @module */
import { Decimal } from '@tradewright/core';

/** `high` and `low` take the side of the market that makes the result larger or smaller; `mid` the middle. */
export type RateBias = 'low' | 'mid' | 'high';

/** Looks up how much of `to` one unit of `from` is worth; `undefined` when that is not known: never 1. */
export type RateSource = (from: string, to: string, bias: RateBias) => Decimal | undefined;

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
  rate(from: string, to: string, bias: RateBias = 'mid'): Decimal | undefined {
    return from === to ? Decimal.one : this.#source(from, to, bias);
  }

  /** `undefined` when the rate is not known. */
  convert(value: Decimal, from: string, to: string, bias: RateBias = 'mid'): Decimal | undefined {
    if (from === to) return value;
    const rate = this.#source(from, to, bias);
    return rate === undefined ? undefined : value.times(rate);
  }
}
