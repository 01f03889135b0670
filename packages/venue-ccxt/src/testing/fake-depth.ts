/** Numbered depth of the fake Gemini: snapshots and differences. @module */
import type { FakeMarket } from './fake-market.ts';

type Side = 'bids' | 'asks';
type Told = {
  last: number;
  readonly bids: Map<string, string>;
  readonly asks: Map<string, string>;
};

/** The numbered part of a depth frame. */
export type DepthPart = {
  readonly U: number;
  readonly u: number;
  readonly b: readonly (readonly [string, string])[];
  readonly a: readonly (readonly [string, string])[];
};

/** Remembers what was told, so that a difference names changed levels alone. */
export class FakeDepth {
  readonly #market: FakeMarket;
  readonly #told = new Map<string, Told>();

  constructor(market: FakeMarket) {
    this.#market = market;
  }

  /** Everything that stands, under one single update id. */
  snapshot(id: string): DepthPart {
    const { last, bids, asks } = this.#toldOf(id);
    return { U: last, u: last, b: [...bids], a: [...asks] };
  }

  /** What changed since the last call; a level that is gone has the size 0. */
  difference(id: string): DepthPart {
    const told = this.#toldOf(id);
    const first = told.last;
    told.last += 1;
    return {
      U: first,
      u: told.last,
      b: this.#moved(id, 'bids', told),
      a: this.#moved(id, 'asks', told),
    };
  }

  #moved(id: string, side: Side, told: Told): [string, string][] {
    const now = this.#levels(id, side);
    const gone = [...told[side].keys()].filter((price) => !now.has(price));
    const changed = [...now].filter(([price, size]) => told[side].get(price) !== size);
    for (const price of gone) told[side].delete(price);
    for (const [price, size] of changed) told[side].set(price, size);
    return [...gone.map((price): [string, string] => [price, '0']), ...changed];
  }

  #toldOf(id: string): Told {
    const known = this.#told.get(id);
    if (known !== undefined) return known;
    const told = {
      last: 12_345_677,
      bids: this.#levels(id, 'bids'),
      asks: this.#levels(id, 'asks'),
    };
    this.#told.set(id, told);
    return told;
  }

  #levels(id: string, side: Side): Map<string, string> {
    return new Map(
      this.#market.levels(id, side).map(([price, size]) => [price.toString(), size.toString()]),
    );
  }
}
