/** How badly one seed is treated. @module */
import type { Random } from '@tradewright/core';

/** Chances per occasion, between 0 and 1; durations in ms. Drawn per seed, so that no mix is left out. */
export type FaultRates = {
  readonly dropEvent: number;
  readonly duplicateEvent: number;
  readonly delayEvent: number;
  /** Commissions come apart from their fills. */
  readonly commissionApart: number;
  /** The request never reaches the venue; the caller sees a timeout. */
  readonly loseRequest: number;
  /** The request reaches the venue after the caller has given up. */
  readonly lateRequest: number;
  /** The venue acts; its answer is lost. */
  readonly loseAnswer: number;
  readonly delayAnswer: number;
  readonly refuse: number;
  readonly failQuery: number;
  readonly partialQuery: number;
  readonly delayQuery: number;
  readonly failCommit: number;
  /** Per step. */
  readonly cutLink: number;
  /** Per step. */
  readonly jumpClock: number;
  /** Per step: the venue corrects an execution. */
  readonly correct: number;
  /** Events reach the process inside the call that caused them. */
  readonly inlineEvents: boolean;
  /** Processes that end at a port call before the healing begins. */
  readonly crashes: number;
};

/** Nothing goes wrong. */
export const noFaults: FaultRates = {
  dropEvent: 0,
  duplicateEvent: 0,
  delayEvent: 0,
  commissionApart: 0,
  loseRequest: 0,
  lateRequest: 0,
  loseAnswer: 0,
  delayAnswer: 0,
  refuse: 0,
  failQuery: 0,
  partialQuery: 0,
  delayQuery: 0,
  failCommit: 0,
  cutLink: 0,
  jumpClock: 0,
  correct: 0,
  inlineEvents: true,
  crashes: 0,
};

/** A swarm: each fault is off in a third of the seeds and anything up to its ceiling in the rest. */
export function drawFaultRates(random: Random): FaultRates {
  const upTo = (ceiling: number): number =>
    random.next() < 1 / 3 ? 0 : ceiling * random.next() * random.next();
  return {
    dropEvent: upTo(0.4),
    duplicateEvent: upTo(0.6),
    delayEvent: upTo(0.8),
    commissionApart: upTo(1),
    loseRequest: upTo(0.4),
    lateRequest: upTo(0.4),
    loseAnswer: upTo(0.4),
    delayAnswer: upTo(0.9),
    refuse: upTo(0.2),
    failQuery: upTo(0.4),
    partialQuery: upTo(0.4),
    delayQuery: upTo(0.8),
    failCommit: upTo(0.02),
    cutLink: upTo(0.02),
    jumpClock: upTo(0.01),
    correct: upTo(0.05),
    inlineEvents: random.next() < 0.5,
    crashes: random.next() < 0.15 ? 0 : random.integer(1, 4),
  };
}
