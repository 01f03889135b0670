/** Everything between a quote and an approved order. @module */
export { aggregateBars } from './market/aggregate-bars.ts';
export { CurrencyConverter, type RateBias, type RateSource } from './market/currency-converter.ts';
export { DataFetchCoordinator, type DataFetchOptions } from './market/data-fetch-coordinator.ts';
export { quotedConverter, type QuotedConverterOptions } from './market/quoted-converter.ts';
export { MarketRecorder } from './market/market-recorder.ts';
export { MarketState } from './market/market-state.ts';
export {
  HealthCircuitManager,
  type CircuitName,
  type HealthOptions,
} from './health/health-circuit-manager.ts';
export { applyFillToBook, type BookMove } from './portfolio/book-machine.ts';
export {
  CostTracker,
  type CostDrift,
  type EstimateParts,
  type MarketCost,
} from './portfolio/cost-tracker.ts';
export {
  cashLines,
  isUnexplained,
  type CashCause,
  type CashInput,
  type CashLine,
} from './portfolio/cash-lines.ts';
export { chosenFees, type ChosenFees } from './portfolio/fees/chosen-fees.ts';
export { convertedFees, type ConvertedFees } from './portfolio/fees/converted-fees.ts';
export {
  noFeeFacts,
  type FeeFacts,
  type FeeOrder,
  type FeeSchedule,
  type TradedVolume,
} from './portfolio/fees/fee-schedule.ts';
export { makerTakerFees, type MakerTakerTier } from './portfolio/fees/maker-taker-fees.ts';
export { perShareFees, type PerShareFees } from './portfolio/fees/per-share-fees.ts';
export { basisPointFees, percentFees } from './portfolio/fees/percent-fees.ts';
export {
  geminiApi,
  ibAsxFixed,
  ibAsxTiered,
  ibSpotCurrencies,
  ibUnitedStatesFixed,
} from './portfolio/fees/price-lists.ts';
export { tieredFees, type FeeTier } from './portfolio/fees/tiered-fees.ts';
export { firstKnownFees, venueFees } from './portfolio/fees/venue-fees.ts';
export { australianGst, withCharges, type Charge } from './portfolio/fees/with-charges.ts';
export { ledgerImbalance } from './portfolio/ledger.ts';
export { ledgerRows, type LedgerRow } from './portfolio/ledger-rows.ts';
export { llmSpendEntry } from './portfolio/llm-spend.ts';
export { pendingFees } from './portfolio/pending-fees.ts';
export { PortfolioTracker, type Booking } from './portfolio/portfolio-tracker.ts';
export { valuePortfolio, type ValuationInput } from './portfolio/valuation.ts';
export { buildTradingContext } from './context/build-trading-context.ts';
export { StrategyHost, type StrategyHostOptions } from './strategy/strategy-host.ts';
export { StrategyPipeline, type StrategyPipelineOptions } from './strategy/strategy-pipeline.ts';
export { PlanMonitor, type PlanMonitorOptions } from './plan/plan-monitor.ts';
export { planMachine, type PlanEvent } from './plan/plan-machine.ts';
export { armingOf, type ArmToken, type Arming, type ArmingFacts } from './risk/arming.ts';
export type { ApprovedOrder } from './risk/approved-order.ts';
export { manualBook } from './risk/manual-book.ts';
export type { CapState } from './risk/cap-states.ts';
export {
  RiskManager,
  type CapChange,
  type RiskManagerOptions,
  type RiskReview,
} from './risk/risk-manager.ts';
export { RiskPool, type Footprint, type PoolMember } from './risk/risk-pool.ts';
export { defaultClassCaps } from './risk/default-class-caps.ts';
export type { AssetClass, ClassCaps, RiskCaps } from './risk/risk-caps.ts';
export type { PlanTerms } from './risk/risk-input.ts';
export { ExecutionEngine, externalBook } from './execution/execution-engine.ts';
export type { ExecutionOptions, Occasion } from './execution/execution-options.ts';
export { orderMachine, type OrderEvent } from './execution/order-machine.ts';
export type { ResyncPassOptions, ResyncReport } from './recovery/resync-pass.ts';
export { ResyncService, type ResyncOptions } from './recovery/resync-service.ts';
export { awaitOrder } from './runner/await-order.ts';
export { CommandDesk, killHalt, type CommandDeskOptions } from './runner/command-desk.ts';
export type { DeskParts } from './runner/desk-parts.ts';
export type { HandledOrder } from './runner/cancel-orders.ts';
export type { UnclosedBook } from './runner/flatten-books.ts';
export type { PlacedOrder } from './runner/manual-order.ts';
export { StrategyRunner, type RunnerStart } from './runner/strategy-runner.ts';
export { buildEngine, type Engine } from './runner/build-engine.ts';
export {
  type ConversionRules,
  type EngineOptions,
  type EngineWatch,
} from './runner/engine-options.ts';
export { outageAt, type ExpectedOutage } from './health/expected-outage.ts';
export { judgeConnection, type ConnectionTrouble } from './health/judge-connection.ts';
export type { EngineReach } from './runner/engine-reach.ts';
export type { RunnerParts } from './runner/runner-parts.ts';
