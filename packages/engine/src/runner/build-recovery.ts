/** Builds what brings the books and the venue together. @module */
import type { BaseTrader, Clock, Journal, RecordReader } from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { MarketState } from '../market/market-state.ts';
import type { ExternalHoldings } from '../portfolio/external-holdings.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { PositionSync } from '../recovery/position-sync.ts';
import { ResyncService, type ResyncOptions } from '../recovery/resync-service.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';

/** What recovery rests on, and whom it tells. */
export type RecoveryParts = Pick<ResyncOptions, 'onReady' | 'onPending'> & {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly market: MarketState;
  readonly execution: ExecutionEngine;
  readonly orders: OrderRegistry;
  readonly portfolio: PortfolioTracker;
  readonly halts: HaltDesk;
  readonly external: ExternalHoldings;
  readonly records: RecordReader | undefined;
};

/** Longer than a request or its news can be under way. */
const settleMs = 10_000;

/** Builds, starts nothing. */
export function buildRecovery({ market, records, ...parts }: RecoveryParts): ResyncService {
  const ordered = new Set(records?.orderedSymbols());
  const positions = new PositionSync({ ...parts, market, ordered, settleMs });
  return new ResyncService({ ...parts, positions, settleMs });
}
