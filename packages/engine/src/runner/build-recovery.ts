/** Builds what brings the books and the venue together. @module */
import type { BaseTrader, Clock, Journal, RecordReader } from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { MarketState } from '../market/market-state.ts';
import type { CostTracker } from '../portfolio/cost-tracker.ts';
import type { ExternalHoldings } from '../portfolio/external-holdings.ts';
import type { FxBook } from '../portfolio/fx-book.ts';
import { pendingFees } from '../portfolio/pending-fees.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { CashSync } from '../recovery/cash-sync.ts';
import { PositionSync } from '../recovery/position-sync.ts';
import { ResyncService, type ResyncOptions } from '../recovery/resync-service.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { EngineOptions } from './engine-options.ts';

/** What recovery rests on, and whom it tells. */
export type RecoveryParts = Pick<ResyncOptions, 'onReady' | 'onPending'> & {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly market: MarketState;
  readonly execution: ExecutionEngine;
  readonly orders: OrderRegistry;
  readonly portfolio: PortfolioTracker;
  readonly costs: CostTracker;
  readonly fxBook: FxBook;
  readonly halts: HaltDesk;
  readonly external: ExternalHoldings;
  readonly records: RecordReader | undefined;
  readonly cash: EngineOptions['cash'];
};

/** Positions and orders on one side, cash on the other. */
export type Recovery = {
  readonly resyncService: ResyncService;
  readonly cashSync: CashSync | undefined;
};

/** Longer than a request or its news can be under way. */
const settleMs = 10_000;

/** Builds, starts nothing. */
export function buildRecovery({ market, records, cash, ...parts }: RecoveryParts): Recovery {
  const ordered = new Set(records?.orderedSymbols());
  const positions = new PositionSync({ ...parts, market, ordered, settleMs });
  const { portfolio, costs, fxBook } = parts;
  const cashSync =
    cash === undefined
      ? undefined
      : new CashSync({
          ...parts,
          ...cash,
          ledger: () => fxBook.cash(),
          pendingFees: () => pendingFees(portfolio.fillsWithoutFee(), costs),
        });
  return {
    resyncService: new ResyncService({ ...parts, positions, cash: cashSync, settleMs }),
    cashSync,
  };
}
