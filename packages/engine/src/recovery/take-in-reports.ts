/** Takes in a long list of what the venue says of orders, without holding up anybody else. @module */
import type { OrderReport } from '@tradewright/core';
import { bringsNews } from '../execution/brings-news.ts';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { WorkSlices } from './work-slices.ts';

/** Who takes the reports in. */
export type ReportTakers = {
  readonly orders: OrderRegistry;
  readonly execution: ExecutionEngine;
  readonly slices: WorkSlices;
};

/** Reports that are compared, and changes that are written, in one step. */
const lookedAtOnce = 500;
const writtenAtOnce = 64;

/** Passes on only what brings news, in slices. Resolves to the look that has marked the open orders in the list. */
export async function takeInReports(
  reports: readonly OrderReport[],
  { orders, execution, slices }: ReportTakers,
): Promise<number> {
  const news: OrderReport[] = [];
  const look = orders.beginLook();
  let looked = 0;
  for (const report of reports) {
    if (report.clientOrderId !== null) orders.markShown(report.clientOrderId, look);
    const record = orders.resolve(report.clientOrderId, report.venueOrderId);
    if (record === undefined || bringsNews(record, report)) news.push(report);
    looked += 1;
    if (looked % lookedAtOnce === 0) await slices.pause();
  }
  for (let from = 0; from < news.length; from += writtenAtOnce) {
    execution.onReports(news.slice(from, from + writtenAtOnce));
    await slices.pause();
  }
  return look;
}
