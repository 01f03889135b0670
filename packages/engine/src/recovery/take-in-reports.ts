/** Takes in a long list of what the venue says of orders, without holding up anybody else. @module */
import type { Clock, OrderReport } from '@tradewright/core';
import { bringsNews } from '../execution/brings-news.ts';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';

/** Who takes the reports in. */
export type ReportTakers = {
  readonly orders: OrderRegistry;
  readonly execution: ExecutionEngine;
  readonly clock: Clock;
};

/** How long a slice of work may take before others have their turn, in ms; one step more may still follow. */
const sliceMs = 3;
/** Reports that are compared, and changes that are written, in one step. */
const lookedAtOnce = 1_000;
const writtenAtOnce = 128;

/** Passes on only what brings news, in slices. Resolves to the ids that were shown. */
export async function takeInReports(
  reports: readonly OrderReport[],
  { orders, execution, clock }: ReportTakers,
): Promise<ReadonlySet<string | null>> {
  let begun = clock.monotonic();
  const pause = async (): Promise<void> => {
    if (clock.monotonic() - begun < sliceMs) return;
    await clock.sleep(0);
    begun = clock.monotonic();
  };
  const news: OrderReport[] = [];
  const shown = new Set<string | null>();
  for (let from = 0; from < reports.length; from += lookedAtOnce) {
    for (const report of reports.slice(from, from + lookedAtOnce)) {
      shown.add(report.clientOrderId);
      const record = orders.resolve(report.clientOrderId, report.venueOrderId);
      if (record === undefined || bringsNews(record, report)) news.push(report);
    }
    await pause();
  }
  for (let from = 0; from < news.length; from += writtenAtOnce) {
    execution.onReports(news.slice(from, from + writtenAtOnce));
    await pause();
  }
  return shown;
}
