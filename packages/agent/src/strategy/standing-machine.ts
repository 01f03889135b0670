/** How much of its configured mode an agent has earned. @module */
import type { AgentMode } from './agent-mode.ts';

/** What a promotion must show and what costs the standing. */
export type StandingPolicy = {
  /** Clean decisions without a fault between them. */
  readonly cleanToPromote: number;
  /** Faults in a row. */
  readonly faultsToDemote: number;
  /** Largest difference between expected and reported costs, in percent. */
  readonly maxDriftPercent: number;
};

/** The usual figures. */
export const defaultStandingPolicy: StandingPolicy = {
  cleanToPromote: 50,
  faultsToDemote: 3,
  maxDriftPercent: 25,
};

/** What the books say: whether they agree with the venue, and how far costs are from the price list (`null` before any). */
export type BooksEvidence = { readonly reconciled: boolean; readonly driftPercent: number | null };

/** The record of one agent. It counts for one `basis`: another model, prompt or policy begins anew. */
export type Standing = {
  readonly basis: string;
  readonly mode: AgentMode;
  readonly clean: number;
  readonly faults: number;
  readonly books: BooksEvidence | null;
};

/** What moves a standing. A decision that says nothing about the agent (a budget, a kill switch) is no event. */
export type StandingEvent =
  | { readonly kind: 'clean-decision' }
  | { readonly kind: 'faulty-decision'; readonly fault: string }
  | { readonly kind: 'leak' }
  | { readonly kind: 'books'; readonly books: BooksEvidence };

/** What the operator allows, and the figures. */
export type StandingTerms = { readonly ceiling: AgentMode; readonly policy: StandingPolicy };

/** `change` is `null` while the mode stays. */
export type StandingStep = {
  readonly state: Standing;
  readonly change: {
    readonly from: AgentMode;
    readonly to: AgentMode;
    readonly reason: string;
  } | null;
};

const rank: Readonly<Record<AgentMode, number>> = {
  shadow: 0,
  propose: 1,
  'auto-paper': 2,
  'auto-live': 2,
};

/** Where an agent without a record begins: on paper where it was put, with real money below what it must earn. */
export function firstStanding(ceiling: AgentMode, basis: string): Standing {
  const mode = ceiling === 'auto-live' ? 'propose' : ceiling;
  return { basis, mode, clean: 0, faults: 0, books: null };
}

/** Goes on with a kept record where it is about the same agent; never above what is allowed now. */
export function resumeStanding(
  kept: Standing | undefined,
  ceiling: AgentMode,
  basis: string,
): Standing {
  if (kept === undefined || kept.basis !== basis) return firstStanding(ceiling, basis);
  const mode = rank[kept.mode] >= rank[ceiling] ? ceiling : kept.mode;
  // A record of paper alone does not open real money: that is earned at `propose`.
  const earned = ceiling !== 'auto-live' || kept.mode === 'auto-live' || mode !== ceiling;
  return { ...kept, mode: earned ? mode : 'propose', books: null };
}

/** Pure: the same record and event give the same step. Demotion needs one reason, promotion all of them. */
export function standingStep(
  state: Standing,
  event: StandingEvent,
  terms: StandingTerms,
): StandingStep {
  switch (event.kind) {
    case 'clean-decision':
      return promoted({ ...state, clean: state.clean + 1, faults: 0 }, terms);
    case 'faulty-decision': {
      const faults = state.faults + 1;
      const next = { ...state, clean: 0, faults };
      if (faults < terms.policy.faultsToDemote) return { state: next, change: null };
      return demoted(next, 'propose', `${String(faults)} faults in a row, the last ${event.fault}`);
    }
    case 'leak':
      return demoted({ ...state, clean: 0 }, 'shadow', 'instructions came back in an answer');
    case 'books':
      return onBooks({ ...state, books: event.books }, event.books, terms);
  }
}

function onBooks(state: Standing, books: BooksEvidence, { policy }: StandingTerms): StandingStep {
  if (!books.reconciled)
    return demoted(
      { ...state, clean: 0 },
      'propose',
      'the books and the venue differ, or a halt is set',
    );
  if (books.driftPercent !== null && books.driftPercent > policy.maxDriftPercent)
    return demoted({ ...state, clean: 0 }, 'propose', `costs ${driftText(books.driftPercent)}`);
  return { state, change: null };
}

function demoted(state: Standing, to: AgentMode, reason: string): StandingStep {
  if (rank[state.mode] <= rank[to]) return { state, change: null };
  // The faults are paid for: the next ones are counted from here.
  const next = { ...state, mode: to, clean: 0, faults: 0 };
  return { state: next, change: { from: state.mode, to, reason } };
}

function promoted(state: Standing, { ceiling, policy }: StandingTerms): StandingStep {
  const stays = { state, change: null };
  const { books, clean, mode } = state;
  if (mode !== 'propose' || rank[ceiling] <= rank[mode]) return stays;
  if (clean < policy.cleanToPromote || books === null || !books.reconciled) return stays;
  const drift = books.driftPercent;
  if (drift === null ? ceiling === 'auto-live' : drift > policy.maxDriftPercent) return stays;
  const costs = drift === null ? 'no costs yet' : `costs ${driftText(drift)}`;
  const reason = `${String(clean)} clean decisions, books and venue agree, ${costs}`;
  return { state: { ...state, mode: ceiling }, change: { from: mode, to: ceiling, reason } };
}

function driftText(percent: number): string {
  return `${percent.toFixed(1)} % off the price list`;
}
