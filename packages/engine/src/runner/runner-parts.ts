/** Everything a session is driven with. @module */
import type {
  BaseTrader,
  Clock,
  EventBus,
  Ids,
  Journal,
  Strategy,
  Tape,
  ToolPort,
} from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { ConnectionWatch } from '../health/connection-watch.ts';
import type { HealthCircuitManager } from '../health/health-circuit-manager.ts';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { DataFetchCoordinator } from '../market/data-fetch-coordinator.ts';
import type { MarketRecorder } from '../market/market-recorder.ts';
import type { MarketState } from '../market/market-state.ts';
import type { PlanBook } from '../plan/plan-book.ts';
import type { PlanMonitor } from '../plan/plan-monitor.ts';
import type { CostTracker } from '../portfolio/cost-tracker.ts';
import type { ExternalHoldings } from '../portfolio/external-holdings.ts';
import type { FxBook } from '../portfolio/fx-book.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import type { CashSync } from '../recovery/cash-sync.ts';
import type { ResyncService } from '../recovery/resync-service.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { CapWatch } from '../risk/cap-watch.ts';
import type { RiskManager } from '../risk/risk-manager.ts';
import type { StrategyHost } from '../strategy/strategy-host.ts';
import type { Activity } from './activity.ts';
import type { DecisionDesk } from './decision-desk.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { ProtectionDesk } from './protection-desk.ts';
import type { ExternalWatch } from './external-watch.ts';
import type { RateDesk } from './rate-desk.ts';
import type { SessionGate } from './session-gate.ts';

/** The one object that a `StrategyRunner` receives. `toolCoordinator` is `undefined` when no strategy uses tools. */
export type RunnerParts = {
  readonly sessionId: string;
  readonly baseCurrency: string;
  readonly spendCurrencies: readonly string[];
  readonly decisionIntervalMs: number;
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly journal: Journal;
  readonly bus: EventBus;
  readonly market: MarketState;
  readonly converter: CurrencyConverter;
  readonly rateDesk: RateDesk;
  readonly fxBook: FxBook;
  readonly dataFetchCoordinator: DataFetchCoordinator;
  readonly toolCoordinator: ToolPort | undefined;
  readonly healthCircuitManager: HealthCircuitManager;
  /** `undefined` where the venue cannot go away. */
  readonly connectionWatch: ConnectionWatch | undefined;
  readonly portfolioTracker: PortfolioTracker;
  readonly externalHoldings: ExternalHoldings;
  readonly externalWatch: ExternalWatch;
  readonly costTracker: CostTracker;
  readonly strategyHost: StrategyHost;
  readonly planBook: PlanBook;
  readonly planMonitor: PlanMonitor;
  readonly planDesk: PlanDesk;
  /** `undefined` where no protective orders are kept at the venue. */
  readonly protectionDesk: ProtectionDesk | undefined;
  readonly decisionDesk: DecisionDesk;
  readonly riskManager: RiskManager;
  readonly capWatch: CapWatch;
  readonly halts: HaltDesk;
  readonly orders: OrderRegistry;
  readonly execution: ExecutionEngine;
  readonly resyncService: ResyncService;
  /** `undefined` where cash is not compared. */
  readonly cashSync: CashSync | undefined;
  readonly activity: Activity;
  readonly gate: SessionGate;
  readonly strategies: readonly Strategy[];
  /** Symbols that are recorded although no strategy trades them. */
  readonly watchlist: readonly string[];
  readonly marketRecorder: MarketRecorder | undefined;
  readonly tape: Tape | undefined;
  /** Throws once another process owns the account; `undefined` where none can. */
  readonly fence: (() => void) | undefined;
};
