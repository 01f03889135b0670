/** Amounts in another currency, or no answer. @module */
import { Decimal } from '@tradewright/core';

/** `high` and `low` take the side of the market that makes the result larger or smaller; `mid` the middle. */
export type RateBias = 'low' | 'mid' | 'high';

/** Looks up how much of `to` one unit of `from` is worth; `undefined` when that is not known: never 1. */
export type RateSource = (from: string, to: string, bias: RateBias) => Decimal | undefined;

const tenThousand = Decimal.from('10000');

/**
 * Converts sums. Without a source only a currency into itself has a rate; whoever asks for another
 * gets `undefined` and must deny (baseline defect F).
 */
export class CurrencyConverter {
  readonly #source: RateSource;
  readonly #factors: Readonly<Record<RateBias, Decimal>>;

  /** @param bufferBps - Widens every `high` and `low`, for what the spread may be when money is really exchanged; `mid` stays as it is. */
  constructor(source: RateSource = () => undefined, bufferBps = '0') {
    this.#source = source;
    const buffer = Decimal.from(bufferBps).dividedBy(tenThousand);
    this.#factors = {
      low: Decimal.one.minus(buffer),
      mid: Decimal.one,
      high: Decimal.one.plus(buffer),
    };
  }

  /** `undefined` when the rate is not known. */
  rate(from: string, to: string, bias: RateBias = 'mid'): Decimal | undefined {
    return from === to ? Decimal.one : this.#source(from, to, bias)?.times(this.#factors[bias]);
  }

  /** `undefined` when the rate is not known. A negative sum takes the other side of the market. */
  convert(value: Decimal, from: string, to: string, bias: RateBias = 'mid'): Decimal | undefined {
    if (from === to) return value;
    const side = value.isNegative() ? otherSide[bias] : bias;
    return this.rate(from, to, side)?.times(value);
  }
}

const otherSide: Readonly<Record<RateBias, RateBias>> = { low: 'high', mid: 'mid', high: 'low' };
