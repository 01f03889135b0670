/** Bars and prints of the scripted market. @module */
import type { Bar } from '@tradewright/core';

/** A public print of the scripted market. */
export type SimulatedPrint = {
  readonly time: number;
  readonly price: number;
  readonly size: number;
};

/** Length of each bar size that TWS names, in ms. */
const sizeMs: Readonly<Record<string, number>> = {
  '1 min': 60_000,
  '5 mins': 300_000,
  '15 mins': 900_000,
  '30 mins': 1_800_000,
  '1 hour': 3_600_000,
  '2 hours': 7_200_000,
  '4 hours': 14_400_000,
  '1 day': 86_400_000,
};
const unitMs: Readonly<Record<string, number>> = {
  S: 1_000,
  D: 86_400_000,
  W: 604_800_000,
  M: 2_678_400_000,
  Y: 31_622_400_000,
};

/** Length of a bar in ms; `undefined` for a size that is not legal. */
export function barLength(size: string): number | undefined {
  return sizeMs[size];
}

/** A span such as `5 D` in ms; `undefined` when it is none. */
export function spanLength(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+) ([SDWMY])$/.exec(text) ?? [];
  const one = unitMs[unit];
  return count === undefined || one === undefined ? undefined : Number(count) * one;
}

/** What has happened in the scripted market, per contract and in time order. */
export class SimulatedHistory {
  readonly #bars = new Map<number, Bar[]>();
  readonly #prints = new Map<number, SimulatedPrint[]>();

  set(conId: number, bars: readonly Bar[]): void {
    this.#bars.set(conId, [...bars]);
  }

  /** Adds a bar, or more to the last one when it begins at the same time. */
  append(conId: number, bar: Bar, print: SimulatedPrint): void {
    const bars = this.#listOf(this.#bars, conId);
    const last = bars.at(-1);
    if (last?.time === bar.time) bars[bars.length - 1] = joinBars(last, bar);
    else bars.push(bar);
    this.#listOf(this.#prints, conId).push(print);
  }

  bars(conId: number): readonly Bar[] {
    return this.#bars.get(conId) ?? [];
  }

  /** Bars of a length, made of the shorter ones that there are; starts from `from`, ends before `to`. */
  barsOf(conId: number, length: number, from: number, to: number): Bar[] {
    const wanted = this.bars(conId).filter((bar) => bar.time >= from && bar.time < to);
    const joined: Bar[] = [];
    for (const bar of wanted) {
      const time = bar.time - (bar.time % length);
      const last = joined.at(-1);
      // Bars that are longer already keep their own start.
      if (last === undefined || last.time !== time || this.#isCoarse(conId, length))
        joined.push(this.#isCoarse(conId, length) ? bar : { ...bar, time });
      else joined[joined.length - 1] = joinBars(last, bar);
    }
    return joined;
  }

  /** The bar of a length that is forming, or was the last to form. */
  forming(conId: number, length: number): Bar | undefined {
    const last = this.bars(conId).at(-1);
    if (last === undefined) return undefined;
    const start = last.time - (last.time % length);
    return this.barsOf(conId, length, start, Number.POSITIVE_INFINITY).at(-1);
  }

  prints(conId: number): readonly SimulatedPrint[] {
    return this.#prints.get(conId) ?? [];
  }

  #isCoarse(conId: number, length: number): boolean {
    const [first, second] = this.bars(conId);
    return first !== undefined && second !== undefined && second.time - first.time >= length;
  }

  #listOf<Item>(lists: Map<number, Item[]>, conId: number): Item[] {
    const list = lists.get(conId) ?? [];
    lists.set(conId, list);
    return list;
  }
}

function joinBars(first: Bar, second: Bar): Bar {
  const hasVolume = first.volume !== null && second.volume !== null;
  return {
    time: first.time,
    open: first.open,
    high: Math.max(first.high, second.high),
    low: Math.min(first.low, second.low),
    close: second.close,
    volume: hasVolume ? (first.volume ?? 0) + (second.volume ?? 0) : null,
  };
}
