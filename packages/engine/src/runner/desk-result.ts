/** How one action of a strategy ended. @module */
import type { ActionOutcome } from '@tradewright/core';

/** For the decision record: the plan concerned, `null` when there is none, and why it ended so. */
export type DeskResult = {
  readonly outcome: ActionOutcome;
  readonly planId: string | null;
  readonly reasons: readonly string[];
};

/** The action was not possible as asked. */
export function rejected(reason: string): DeskResult {
  return { outcome: 'rejected', planId: null, reasons: [reason] };
}

/** The action was right and could not be done now. */
export function failed(planId: string, reason: string): DeskResult {
  return { outcome: 'failed', planId, reasons: [reason] };
}
