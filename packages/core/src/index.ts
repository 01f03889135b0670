/** What all of tradewright agrees on: domain records, exact money, events, errors and every port. @module */
export { errorCodes, type ErrorCode } from './errors/error-code.ts';
export {
  TradewrightError,
  type CommandOutcome,
  type ErrorDetails,
} from './errors/tradewright-error.ts';
export { addAmounts, amount, type Amount } from './money/amount.ts';
export {
  averageCost,
  tradeAtAverageCost,
  type Holding,
  type HoldingMove,
} from './money/average-cost.ts';
export { Decimal, decimal, type DecimalString } from './money/decimal.ts';
export { type Rounding } from './money/scaled-integer.ts';
export {
  isOnTick,
  roundPrice,
  roundQuantity,
  tickAt,
  toPrice,
  toQuantity,
  type PriceIntent,
  type TickBand,
  type TickLadder,
} from './money/tick-ladder.ts';
export {
  accountSnapshotSchema,
  positionSchema,
  type AccountSnapshot,
  type Position,
} from './domain/account.ts';
export { baseCurrencySchema, currencySchema } from './domain/currency.ts';
export { type Draft } from './domain/draft.ts';
export { decimalSchema, positiveDecimalSchema, timeSchema } from './domain/decimal-schema.ts';
export {
  actionOutcomeSchema,
  decisionSchema,
  strategyActionSchema,
  type ActionOutcome,
  type Decision,
  type StrategyAction,
} from './domain/decision.ts';
export {
  agentDecisionSchema,
  agentOutcomeSchema,
  type AgentDecision,
  type AgentOutcome,
  type AgentVerdict,
} from './domain/agent-decision.ts';
export { agentModeChangeSchema, type AgentModeChange } from './domain/agent-mode-change.ts';
export { agentProposalSchema, type AgentProposal } from './domain/agent-proposal.ts';
export { commissionSchema, fillSchema, type Commission, type Fill } from './domain/fill.ts';
export { headroomRow, type Headroom, type HeadroomUnit } from './domain/headroom.ts';
export {
  instrumentSchema,
  sessionHoursSchema,
  type Instrument,
  type MarketPhase,
  type SessionHours,
} from './domain/instrument.ts';
export {
  ledgerEntrySchema,
  postingSchema,
  type LedgerEntry,
  type Posting,
} from './domain/ledger-entry.ts';
export {
  barSchema,
  barSeriesSchema,
  orderBookSchema,
  timeframeMs,
  timeframeSchema,
  tradeSchema,
  type Bar,
  type BarSeries,
  type OrderBook,
  type Timeframe,
  type Trade,
} from './domain/market-data.ts';
export {
  endedLives,
  orderLifeSchema,
  pendingCommandSchema,
  type OrderLife,
  type OrderStatus,
  type PendingCommand,
} from './domain/order-life.ts';
export { phaseAt } from './domain/phase-at.ts';
export { mergeBars } from './domain/merge-bars.ts';
export {
  averagePriceOf,
  orderRecordSchema,
  statusOf,
  viewOf,
  type OrderRecord,
  type OrderView,
} from './domain/order-record.ts';
export {
  orderPreviewSchema,
  orderReportSchema,
  refusalSchema,
  reportedLifeSchema,
  type OrderPreview,
  type OrderReport,
  type Refusal,
  type ReportedLife,
} from './domain/order-report.ts';
export {
  clientOrderIdSchema,
  orderChangeSchema,
  orderIntentSchema,
  orderRequestSchema,
  wireTextSchema,
  type OrderChange,
  type OrderIntent,
  type OrderRequest,
} from './domain/order-request.ts';
export {
  liquiditySchema,
  orderPurposeSchema,
  orderTypeSchema,
  sideSchema,
  timeInForceSchema,
  type Liquidity,
  type OrderPurpose,
  type OrderType,
  type Side,
  type TimeInForce,
} from './domain/order-terms.ts';
export {
  planAmendmentSchema,
  planProposalSchema,
  planSchema,
  planStateSchema,
  type Plan,
  type PlanAmendment,
  type PlanProposal,
  type PlanState,
} from './domain/plan.ts';
export {
  bookPositionSchema,
  equityPointSchema,
  haltSchema,
  type BookPosition,
  type EquityPoint,
  type Halt,
} from './domain/portfolio-records.ts';
export {
  complete,
  incomplete,
  type Absent,
  type Complete,
  type Found,
  type Incomplete,
  type QueryResult,
} from './domain/query-result.ts';
export {
  buildQuote,
  isTwoSided,
  marketNumberSchema,
  midOf,
  quoteSchema,
  type Quote,
  type QuoteParts,
} from './domain/quote.ts';
export {
  riskDenialSchema,
  riskVerdictSchema,
  type RiskDenial,
  type RiskVerdict,
} from './domain/risk-verdict.ts';
export {
  sessionEndSchema,
  sessionRecordSchema,
  type SessionEnd,
  type SessionRecord,
} from './domain/session-record.ts';
export { sizePlan, type SizedPlan, type SizingInput } from './domain/size-plan.ts';
export { isSymbol, parseSymbol, symbolSchema, type SymbolParts } from './domain/symbol.ts';
export { externalCashSchema, type ExternalCash } from './domain/external-cash.ts';
export { canonicalJson } from './journal/canonical-json.ts';
export {
  journalBodies,
  journalEvent,
  type JournalBody,
  type JournalEvent,
  type JournalEventType,
} from './journal/journal-event.ts';
export { DigestJournal } from './journal/digest-journal.ts';
export { OrdinalIds } from './journal/ordinal-ids.ts';
export { SessionDigest } from './journal/session-digest.ts';
export { MemoryJournal } from './journal/memory-journal.ts';
export { EventBus, type SubscriberFailure } from './events/event-bus.ts';
export type { EventEnvelope, EventPayloads, EventType } from './events/event-envelope.ts';
export type {
  BarsRequest,
  BaseTrader,
  ChannelState,
  ConnectionState,
  OrderIdChange,
  StreamName,
  StreamRequest,
  TraderCapabilities,
  TraderEvents,
} from './ports/base-trader.ts';
export type { Clock, Ids, Random, Undo } from './ports/clock.ts';
export type { DataStore, DurableMap, Journal, Tape } from './ports/journal.ts';
export type {
  CommandResult,
  CommandSink,
  HeadroomView,
  MarketReader,
  PortfolioReader,
  RiskReader,
  OrderEvidence,
  SessionCommand,
  SessionStatus,
  StatusReader,
} from './ports/readers.ts';
export type { RecordReader } from './ports/record-reader.ts';
export type {
  LayerVerdict,
  Strategy,
  StrategyAnswer,
  StrategyBook,
  StrategyLayer,
  SymbolContext,
  TradingContext,
} from './ports/strategy.ts';
export type {
  ModelAnswer,
  ModelClient,
  ModelRequest,
  ToolCall,
  ToolPort,
  ToolResult,
} from './ports/tools.ts';
export { SeededRandom } from './runtime/seeded-random.ts';
export { SessionIds, isOwnClientOrderId, type IdCounters } from './runtime/session-ids.ts';
export { SystemClock } from './runtime/system-clock.ts';
export { SystemRandom } from './runtime/system-random.ts';
export { VirtualClock } from './runtime/virtual-clock.ts';
