/** A book kept up to date by numbered differences. @module */
import type { StreamFrame } from './stream-frame.ts';

type Level = readonly [price: number, size: number];
type DepthFrame = Extract<StreamFrame, { kind: 'depth' }>;

/** What a difference did. After `gap` the book is empty until a snapshot comes. */
export type DepthStep = 'applied' | 'old' | 'waiting' | 'gap';

/**
 * Begins with a snapshot: the frame of one single update id (`U` = `u`). Each further frame goes on
 * where the last ended: the venue documents that it repeats that id, and has been seen to take the next
 * one. The next one may also be the sign of a lost frame, so it is believed only when a fresh snapshot
 * is followed by it too. A missing frame, and a book that crosses itself, are a gap: what stands in the
 * book then is not known.
 */
export class DepthBook {
  #last: bigint | undefined;
  #step: bigint | undefined;
  #doubted = false;
  #bids: Level[] = [];
  #asks: Level[] = [];

  /** False until a snapshot came, and again after a gap. */
  get ready(): boolean {
    return this.#last !== undefined;
  }

  /** Forgets everything; the next snapshot begins anew. */
  reset(): void {
    this.#last = undefined;
    this.#bids = [];
    this.#asks = [];
  }

  apply(frame: DepthFrame): DepthStep {
    if (this.#last === undefined) {
      if (frame.first !== frame.last) return 'waiting';
    } else {
      if (frame.last <= this.#last) return 'old';
      const step = frame.first - this.#last;
      if (step > (this.#step ?? (this.#doubted ? 1n : 0n))) {
        this.#doubted = true;
        return this.#gap();
      }
      if (step >= 0n) this.#step ??= step;
    }
    this.#last = frame.last;
    for (const level of frame.bids) put(this.#bids, level, -1);
    for (const level of frame.asks) put(this.#asks, level, 1);
    const [bid, ask] = [this.#bids[0], this.#asks[0]];
    return bid !== undefined && ask !== undefined && bid[0] >= ask[0] ? this.#gap() : 'applied';
  }

  /** The best levels of both sides. */
  top(depth: number): { bids: [number, number][]; asks: [number, number][] } {
    const best = (levels: readonly Level[]): [number, number][] =>
      levels.slice(0, depth).map(([price, size]) => [price, size]);
    return { bids: best(this.#bids), asks: best(this.#asks) };
  }

  #gap(): 'gap' {
    this.reset();
    return 'gap';
  }
}

/** @param direction - 1 keeps prices ascending, -1 descending. */
function put(levels: Level[], level: Level, direction: 1 | -1): void {
  const [price, size] = level;
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (((levels[middle]?.[0] ?? price) - price) * direction < 0) low = middle + 1;
    else high = middle;
  }
  const found = levels[low]?.[0] === price;
  if (size > 0) levels.splice(low, found ? 1 : 0, level);
  else if (found) levels.splice(low, 1);
}
