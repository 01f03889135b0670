/** Orders as people and programs are shown them. @module */
import { viewOf, type OrderRecord, type OrderView } from '@tradewright/core';

/** One view per record, in order. */
export function viewsOf(records: readonly OrderRecord[]): readonly OrderView[] {
  return records.map(viewOf);
}
