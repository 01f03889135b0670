/** What execution is made of. @module */
import type {
  BaseTrader,
  Clock,
  Commission,
  Fill,
  Journal,
  JournalEvent,
  OrderRecord,
  OrderReport,
  Plan,
} from '@tradewright/core';
import type { PlanBook } from '../plan/plan-book.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { RiskManager } from '../risk/risk-manager.ts';
import type { OrderRegistry } from './order-registry.ts';

/** What execution is made of, and whom it tells after a change is durable. */
export type ExecutionOptions = {
  readonly trader: BaseTrader;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly orders: OrderRegistry;
  readonly plans: PlanBook;
  readonly portfolio: PortfolioTracker;
  readonly risk: RiskManager;
  readonly halts: HaltDesk;
  readonly onOrder: (record: OrderRecord) => void;
  readonly onFill: (fill: Fill, strategyName: string) => void;
  /** A commission that came apart from its fill was booked. */
  readonly onCommission?: (commission: Commission, fill: Fill) => void;
  readonly onPlan: (plan: Plan) => void;
  readonly onElsewhere: (report: OrderReport) => void;
  /**
   * An order was refused for a reason that something may follow from. True when another order was submitted
   * in its place, together with the occasion: the end of the refused one.
   */
  readonly onRefusal?: (ended: OrderRecord, occasion: Occasion) => boolean;
  /** Throws `LOCK_LOST` once another process owns the account; asked in the same turn as the bytes. */
  readonly fence?: (() => void) | undefined;
};

/** What becomes true together with an order: its verdict, and the plan that waits for it. */
export type Occasion = { readonly events: readonly JournalEvent[]; readonly commit: () => void };
