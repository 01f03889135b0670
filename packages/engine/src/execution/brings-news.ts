/** Whether a report of the venue can change anything, asked of thousands in one go. @module */
import type { OrderRecord, OrderReport } from '@tradewright/core';

/**
 * False only where the order machine would give the same record: a resync of ten thousand orders
 * of which a hundred have changed asks the machine a hundred times.
 */
export function bringsNews(record: OrderRecord, report: OrderReport): boolean {
  return (
    record.life !== report.life ||
    record.reportedFilled !== report.filled ||
    record.quantity !== report.quantity ||
    record.command !== null ||
    (report.message !== null && report.message !== record.message) ||
    // A word for "filled in full, not working yet" moves the life on: the machine decides.
    (record.life !== 'working' && report.filled !== '0') ||
    hasOtherId(record, report)
  );
}

function hasOtherId(record: OrderRecord, report: OrderReport): boolean {
  for (const id of report.venueOrderIds) if (!record.venueOrderIds.includes(id)) return true;
  return false;
}
