/** By what an execution and its commission find each other. @module */
import type { Commission, Fill } from '@tradewright/core';

/** Venue, account, execution root and revision, as one text. */
export function executionKey({ venue, accountId, fillId, revision }: Commission | Fill): string {
  return `${venue} ${accountId} ${fillId} ${revision}`;
}
