/** When orders were approved. @module */
import type { OrderIntent } from '@tradewright/core';

const minuteMs = 60_000;
const secondMs = 1_000;

/** Counts approvals in the last minute and second, and knows the last entry of each strategy in each symbol. */
export class EntryLog {
  readonly #times: number[] = [];
  readonly #last = new Map<string, number>();

  add(intent: OrderIntent, entry: boolean, time: number): void {
    this.#times.push(time);
    if (entry && intent.strategyName !== null) this.#last.set(keyOf(intent), time);
  }

  /** Last entry of the strategy in the symbol; `undefined` before the first and for a person's order. */
  lastEntry(intent: OrderIntent): number | undefined {
    return intent.strategyName === null ? undefined : this.#last.get(keyOf(intent));
  }

  inMinute(time: number): number {
    while (this.#times[0] !== undefined && this.#times[0] <= time - minuteMs) this.#times.shift();
    return this.#times.length;
  }

  inSecond(time: number): number {
    let count = 0;
    for (let index = this.#times.length - 1; index >= 0; index -= 1) {
      if ((this.#times[index] ?? 0) <= time - secondMs) break;
      count += 1;
    }
    return count;
  }
}

function keyOf(intent: OrderIntent): string {
  return `${intent.strategyName ?? ''} ${intent.symbol}`;
}
