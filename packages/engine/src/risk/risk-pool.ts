/** Sessions at several venues under the same caps. @module */
import { Decimal } from '@tradewright/core';

/** What a session counts for against shared caps, in base currency. `undefined` sums are not known. */
export type Footprint = {
  /** Positions without signs, and approved entries. */
  readonly gross: Decimal | undefined;
  /** Longs less shorts. */
  readonly net: Decimal | undefined;
  /** What may still trade on each side. */
  readonly buys: Decimal | undefined;
  readonly sells: Decimal | undefined;
  readonly openSymbols: ReadonlySet<string>;
};

/** A session that tells its footprint. */
export type PoolMember = { readonly footprint: () => Footprint };

/**
 * Adds up total exposure, net exposure and the count of positions over its members, which share one
 * base currency and live in one process: between a check and its reservation nobody else runs. Caps
 * of an order, a symbol, a class, a strategy, and losses stay those of each session.
 */
export class RiskPool {
  readonly #members = new Set<PoolMember>();

  join(member: PoolMember): void {
    this.#members.add(member);
  }

  /** Everything but the asking member; a sum that one of them does not know is not known. */
  others(member: PoolMember): Footprint {
    const feet = [...this.#members].filter((one) => one !== member).map((one) => one.footprint());
    return {
      gross: total(feet.map(({ gross }) => gross)),
      net: total(feet.map(({ net }) => net)),
      buys: total(feet.map(({ buys }) => buys)),
      sells: total(feet.map(({ sells }) => sells)),
      openSymbols: new Set(feet.flatMap(({ openSymbols }) => [...openSymbols])),
    };
  }
}

function total(sums: readonly (Decimal | undefined)[]): Decimal | undefined {
  let sum = Decimal.zero;
  for (const one of sums) {
    if (one === undefined) return undefined;
    sum = sum.plus(one);
  }
  return sum;
}
