/** Tells when a cap comes near, is hit, or is clear again. @module */
import type { CapState } from './cap-states.ts';

/** Remembers the state of each cap; only a change is news, and a cap that was always clear is none. */
export class CapWatch {
  readonly #states: () => readonly CapState[];
  readonly #last = new Map<string, CapState['state']>();

  /** @param states - Of the caps as they hold now. */
  constructor(states: () => readonly CapState[]) {
    this.#states = states;
  }

  /** Looks once more. A cap whose use is not known keeps its state. */
  changes(): readonly CapState[] {
    return this.#states().filter(({ rule, state }) => {
      if (state === 'unknown') return false;
      const before = this.#last.get(rule) ?? 'clear';
      this.#last.set(rule, state);
      return before !== state;
    });
  }
}
