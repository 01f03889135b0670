/** Which reports of a list can become durable together. @module */
import {
  endedLives,
  journalEvent,
  type JournalEvent,
  type OrderRecord,
  type OrderReport,
} from '@tradewright/core';
import { orderMachine } from './order-machine.ts';
import type { OrderRegistry } from './order-registry.ts';

/** A list of reports, taken apart. */
type SortedReports = {
  /** The next records of orders that go on, and how the journal learns of them. */
  readonly together: readonly OrderRecord[];
  readonly events: readonly JournalEvent[];
  /** What moves a plan, belongs to nobody, or speaks of an order a second time. */
  readonly alone: readonly OrderReport[];
};

/** Reports that change nothing are in neither part. */
export function sortReports(reports: readonly OrderReport[], orders: OrderRegistry): SortedReports {
  const together = new Map<string, OrderRecord>();
  const alone: OrderReport[] = [];
  for (const report of reports) {
    const record = orders.resolve(report.clientOrderId, report.venueOrderId);
    if (record === undefined || together.has(record.intent.clientOrderId)) {
      alone.push(report);
      continue;
    }
    const next = orderMachine(record, { kind: 'reported', report });
    if (next === record) continue;
    if (endedLives.has(next.life)) alone.push(report);
    else together.set(record.intent.clientOrderId, next);
  }
  const records = [...together.values()];
  const events = records.map((next) => journalEvent('order.changed', next.updatedTime, next));
  return { together: records, events, alone };
}
