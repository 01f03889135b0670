/** What commands of a person work with. @module */
import type { Clock } from '@tradewright/core';
import type { RunnerParts } from './runner-parts.ts';

/** A running session, and how long a person is kept waiting for evidence. */
export type DeskParts = {
  readonly parts: RunnerParts;
  /** Measures waiting in real time: the session's own clock may stand still or race. */
  readonly wall: Clock;
  readonly answerMs: number;
  readonly slippagePercent: number;
  /** Price steps past the touch of the first try of a closing order where only limits are taken. */
  readonly exitTicks: number;
  /** False where an order with real money may not be transmitted. */
  readonly isArmed: () => boolean;
};
