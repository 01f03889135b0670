/** Builds what brings the books and the venue together. @module */
import type { BaseTrader, Clock, Ids, Journal, RecordReader } from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { MarketState } from '../market/market-state.ts';
import { ExternalHoldings } from '../portfolio/external-holdings.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { PositionSync } from '../recovery/position-sync.ts';
import { ResyncService, type ResyncOptions } from '../recovery/resync-service.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';

/** What recovery rests on, and whom it tells. */
export type RecoveryParts = Pick<ResyncOptions, 'onReady' | 'onPending'> & {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly journal: Journal;
  readonly market: MarketState;
  readonly execution: ExecutionEngine;
  readonly orders: OrderRegistry;
  readonly portfolio: PortfolioTracker;
  readonly halts: HaltDesk;
  readonly records: RecordReader | undefined;
};

/** The service, and what it finds that is not ours. */
export type Recovery = {
  readonly resyncService: ResyncService;
  readonly externalHoldings: ExternalHoldings;
};

/** Longer than a request or its news can be under way. */
const settleMs = 10_000;

/** Builds, starts nothing. */
export function buildRecovery({ ids, market, records, ...parts }: RecoveryParts): Recovery {
  const externalHoldings = new ExternalHoldings(ids);
  const positions = new PositionSync({
    ...parts,
    market,
    external: externalHoldings,
    ordered: new Set(records?.orderedSymbols()),
    settleMs,
  });
  return {
    externalHoldings,
    resyncService: new ResyncService({ ...parts, positions, settleMs }),
  };
}
