/** Tells when a cap comes near, is hit, or is clear again. @module */
import type { CapState } from './cap-states.ts';

type Known = Exclude<CapState['state'], 'unknown'>;

const rank: Readonly<Record<Known, number>> = { clear: 0, 'near-cap': 1, 'cap-hit': 2 };

/** A state is left, in percent of use, below where it was entered: a price that trembles there is no news. */
const leavesAt: Readonly<Record<Known, number>> = { clear: 0, 'near-cap': 75, 'cap-hit': 95 };

/** Remembers the state of each cap; only a change is news, and a cap that was always clear is none. */
export class CapWatch {
  readonly #states: () => readonly CapState[];
  readonly #last = new Map<string, Known>();

  /** @param states - Of the caps as they hold now. */
  constructor(states: () => readonly CapState[]) {
    this.#states = states;
  }

  /** Looks once more. A cap whose use is not known keeps its state. */
  changes(): readonly CapState[] {
    return this.#states().filter(({ rule, state, usedPercent }) => {
      if (state === 'unknown') return false;
      const before = this.#last.get(rule) ?? 'clear';
      if (rank[state] < rank[before] && Number(usedPercent) >= leavesAt[before]) return false;
      this.#last.set(rule, state);
      return before !== state;
    });
  }
}
