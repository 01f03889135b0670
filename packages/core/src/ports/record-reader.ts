/** What a restarted session reads back. @module */
import type { OrderRecord } from '../domain/order-record.ts';
import type { Plan } from '../domain/plan.ts';
import type { BookPosition, EquityPoint, Halt } from '../domain/portfolio-records.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Commission, Fill } from '../domain/fill.ts';

/** The durable state of one portfolio, as its projections hold it. Reading throws `STORE_*` rather than answering with less. */
export interface RecordReader {
  /** Orders that have not ended. */
  openOrders(): readonly OrderRecord[];
  /** One order in any state; `undefined` when this portfolio never made it. */
  order(clientOrderId: string): OrderRecord | undefined;
  /** Symbols in which an order was ever made. */
  orderedSymbols(): readonly string[];
  /** Orders of the last so many ms before the newest one, whatever became of them, oldest first. */
  recentOrders(windowMs: number): readonly OrderRecord[];
  /**
   * The marks in this currency that daily loss and drawdown are measured from, oldest first: the highest
   * ever, the first of the day (UTC) of the newest, and the newest.
   */
  equityMarks(baseCurrency: string): readonly EquityPoint[];
  /** Plans that are not closed, canceled or failed. */
  openPlans(): readonly Plan[];
  /** One plan in any state; `undefined` when this portfolio never made it. */
  plan(planId: string): Plan | undefined;
  bookPositions(): readonly BookPosition[];
  ledgerEntries(): readonly LedgerEntry[];
  /** All fills, or those of one order, oldest first, every revision. */
  fills(clientOrderId?: string): readonly Fill[];
  /** Commissions that were booked apart from their fills. */
  commissions(): readonly Commission[];
  /** Halts that no person has cleared. */
  openHalts(): readonly Halt[];
  /** Time of the newest fill booked, ms UTC; `undefined` before the first. */
  lastFillTime(): number | undefined;
}
