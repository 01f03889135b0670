/** Strategies that propose: offline rules and the LLM agent. @module */
export {
  OfflineModelClient,
  offlineRulesLabel,
  type OfflineRules,
} from './rules/offline-model-client.ts';
export { trendLengths } from './rules/trend-state.ts';
export { CassetteModelClient, type CassetteClientOptions } from './cassette/cassette-client.ts';
export {
  parseCassette,
  type Cassette,
  type CassetteExchange,
  type CassetteHeader,
} from './cassette/cassette-line.ts';
export { findPrivate, withoutPrivate } from './cassette/private-text.ts';
export { CassetteRecorder, type CassetteRecorderOptions } from './cassette/cassette-recorder.ts';
export { type DecisionSpend, freeOfCharge } from './budget/decision-spend.ts';
export type { AgentMode } from './strategy/agent-mode.ts';
export {
  heldProposals,
  isUnaltered,
  pendingProposal,
  type ApprovalDesk,
  subjectOf,
  type PendingProposal,
} from './strategy/approval-desk.ts';
export { forgottenStandings, type StandingStore } from './strategy/standing-keeper.ts';
export {
  defaultStandingPolicy,
  type BooksEvidence,
  type Standing,
  type StandingPolicy,
} from './strategy/standing-machine.ts';
export type { ModelExchange } from './strategy/ask-model.ts';
export { ObedientModel } from './redteam/obedient-model.ts';
export { redTeamCases, type RedTeamCase, type RedTeamParts } from './redteam/red-team-case.ts';
export { runRedTeam, type RedTeamEnd, type RedTeamReport } from './redteam/run-red-team.ts';
export { LlmStrategy, type LlmStrategyOptions } from './strategy/llm-strategy.ts';
export { ChangeScreen, type ChangeScreenOptions } from './screen/change-screen.ts';
export { SavingScreen, type SavingReason } from './screen/saving-screen.ts';
export { alwaysAsk, type Screen } from './screen/screen.ts';
export {
  higherPrice,
  modelPriceList,
  modelPrices,
  priceOf,
  type ModelPrice,
  type StatedPrice,
} from './budget/model-prices.ts';
export { SpendLedger, type SpendLedgerOptions, type Spender } from './budget/spend-ledger.ts';
export type { SpendAmounts } from './budget/spend-amounts.ts';
export type { SpendCap, SpendCaps } from './budget/spend-caps.ts';
export { memorySpendStore, type SpendStore, type SpendSums } from './budget/spend-store.ts';
export { ToolCoordinator, type ToolCoordinatorOptions } from './tools/tool-coordinator.ts';
export type { ToolLimits } from './tools/tool-limits.ts';
export type { FundamentalFacts, NewsItem, ToolSources } from './tools/tool-sources.ts';
export type { Fetch } from './model/capture-fetch.ts';
export { chatWire } from './model/chat-wire.ts';
export { FallbackModelClient } from './model/fallback-model-client.ts';
export type {
  AttemptFailure,
  AttemptSink,
  ModelAttempt,
  SpendGuard,
  SpendReservation,
  TokenUsage,
} from './model/model-attempt.ts';
export { OpenAiModelClient, type OpenAiModelOptions } from './model/openai-model-client.ts';
export { bestShape, probeEndpoint, type ProbeFinding } from './model/probe-endpoint.ts';
export { responsesWire } from './model/responses-wire.ts';
export type { ModelEndpoint } from './model/run-attempt.ts';
export { parseStrictJson } from './model/strict-json.ts';
export type { ModelProfile, ModelWire, WireAnswer } from './model/wire.ts';
export { decodeBars } from './context/encode-bars.ts';
export { answerSchema } from './decision/answer-schema.ts';
export {
  decisionItemSchema,
  amendItemSchema,
  openItemSchema,
  type DecisionItem,
} from './decision/decision-schema.ts';
export { parseDecision, type ParsedDecision } from './decision/parse-decision.ts';
export type { EvidenceIndex, Shown } from './gate/evidence-index.ts';
export {
  gate,
  type GateResult,
  type GateSize,
  type GateSnapshot,
  type ItemResult,
} from './gate/gate.ts';
export { defaultGatePolicy, type GatePolicy } from './gate/gate-policy.ts';
export {
  cleanText,
  trustedText,
  untrustedText,
  type TrustedText,
  type UntrustedText,
} from './text/untrusted-text.ts';
