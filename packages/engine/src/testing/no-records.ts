/** A portfolio that has nothing. @module */
import type { RecordReader } from '@tradewright/core';

/** Answers every question with nothing; a test replaces what it is about. */
export const noRecords: RecordReader = {
  openOrders: () => [],
  order: () => undefined,
  orderedSymbols: () => [],
  recentOrders: () => [],
  equityMarks: () => [],
  openPlans: () => [],
  plan: () => undefined,
  bookPositions: () => [],
  ledgerEntries: () => [],
  fills: () => [],
  commissions: () => [],
  openHalts: () => [],
  lastFillTime: () => undefined,
};
