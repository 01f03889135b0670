/** Keeps the standing of one strategy and tells of its changes. @module */
import type { AgentDecision, AgentModeChange } from '@tradewright/core';
import type { AgentMode } from './agent-mode.ts';
import {
  resumeStanding,
  standingStep,
  type BooksEvidence,
  type Standing,
  type StandingEvent,
  type StandingPolicy,
} from './standing-machine.ts';

/** Where standings outlive a session: a demotion must not end with a restart. */
export interface StandingStore {
  load(strategyName: string): Standing | undefined;
  save(strategyName: string, standing: Standing): void;
}

/** Forgets with the session. */
export function forgottenStandings(): StandingStore {
  return { load: () => undefined, save: () => undefined };
}

/** What the keeper works with. */
export type StandingKeeperOptions = {
  readonly strategyName: string;
  /** The configured mode. */
  readonly ceiling: AgentMode;
  readonly policy: StandingPolicy;
  readonly store: StandingStore;
  readonly books: () => BooksEvidence;
  readonly onModeChange: (change: AgentModeChange) => void;
};

const faultyOutcomes = new Set(['model-error', 'invalid-output', 'gate-rejected']);
const silentOutcomes = new Set(['skipped', 'killed', 'budget-stop']);

/** The shell around the pure {@link standingStep}. */
export class StandingKeeper {
  readonly #options: StandingKeeperOptions;
  #standing: Standing | undefined;

  constructor(options: StandingKeeperOptions) {
    this.#options = options;
  }

  /**
   * The mode that the agent has earned, after a look at the books.
   *
   * @param basis - What the record is about: model, prompt and policy.
   */
  modeAt(time: number, basis: string): AgentMode {
    this.#step({ kind: 'books', books: this.#options.books() }, time, basis);
    return this.#current(basis).mode;
  }

  /** Counts one ended decision. */
  decided(record: AgentDecision, leaked: boolean, basis: string): void {
    if (leaked) this.#step({ kind: 'leak' }, record.time, basis);
    const { outcome, repaired, degraded, steps } = record;
    // Another model that stood in earns this one nothing, and costs it nothing.
    const stoodIn = steps.some(({ passedOver }) => passedOver !== undefined);
    if (stoodIn || silentOutcomes.has(outcome)) return;
    const fault = faultyOutcomes.has(outcome)
      ? outcome
      : degraded
        ? 'an answer dug out of other text'
        : undefined;
    if (fault !== undefined) this.#step({ kind: 'faulty-decision', fault }, record.time, basis);
    // A repaired answer is no fault and no merit.
    else if (!repaired) this.#step({ kind: 'clean-decision' }, record.time, basis);
  }

  #current(basis: string): Standing {
    const { store, strategyName, ceiling } = this.#options;
    if (this.#standing?.basis !== basis)
      this.#standing = resumeStanding(store.load(strategyName), ceiling, basis);
    return this.#standing;
  }

  #step(event: StandingEvent, time: number, basis: string): void {
    const { strategyName, ceiling, policy, store, onModeChange } = this.#options;
    const before = this.#current(basis);
    const { state, change } = standingStep(before, event, { ceiling, policy });
    this.#standing = state;
    if (event.kind !== 'books' || change !== null) store.save(strategyName, state);
    if (change !== null) onModeChange({ strategyName, ...change, time });
  }
}
