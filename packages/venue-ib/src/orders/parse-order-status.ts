/** IB's status words. @module */
import type { ReportedLife } from '@tradewright/core';

/**
 * What a status word proves. `Inactive` may revive and so suspends; a word that says nothing is
 * `unknown`, never a guess.
 *
 * @param isStaged - The order was sent without `transmit` and has no permanent id yet.
 */
export function parseOrderStatus(status: string, isStaged: boolean): ReportedLife {
  switch (status) {
    case 'ApiPending':
    case 'PendingSubmit':
      return isStaged ? 'staged' : 'pending';
    case 'PreSubmitted':
    case 'Submitted':
      return isStaged ? 'staged' : 'working';
    case 'PendingCancel':
      return 'working';
    case 'ApiCancelled':
    case 'Cancelled':
      return 'canceled';
    case 'Filled':
      return 'filled';
    case 'Inactive':
      return 'suspended';
    default:
      return 'unknown';
  }
}
