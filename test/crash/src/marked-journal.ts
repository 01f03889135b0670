/** A journal that tells where in a commit the process stands. @module */
import type { Journal, JournalEvent } from '@tradewright/core';
import { commitName } from './commit-name.ts';

/** Calls `point` before, within and after each commit that belongs to an order's life. */
export class MarkedJournal implements Journal {
  readonly #inner: Journal;
  readonly #point: (name: string) => void;

  constructor(inner: Journal, point: (name: string) => void) {
    this.#inner = inner;
    this.#point = point;
  }

  append(events: readonly JournalEvent[]): void {
    const name = commitName(events);
    if (name === undefined) return this.#inner.append(events);
    this.#point(`before commit: ${name}`);
    this.#inner.append(marked(events, () => this.#point(`within commit: ${name}`)));
    this.#point(`after commit: ${name}`);
  }
}

/** The same events; whoever has taken the last one, and not committed yet, calls `within`. */
function marked(events: readonly JournalEvent[], within: () => void): readonly JournalEvent[] {
  const copy = [...events];
  copy[Symbol.iterator] = function* walk() {
    for (let index = 0; index < copy.length; index += 1) yield copy[index] as JournalEvent;
    within();
    return undefined;
  };
  return copy;
}
