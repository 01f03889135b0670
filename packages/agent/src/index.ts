/** Strategies that propose: offline rules and the LLM agent. @module */
export {
  OfflineRulesStrategy,
  offlineRulesLabel,
  type OfflineRulesOptions,
} from './rules/offline-rules.ts';
export { type Fetch } from './model/capture-fetch.ts';
export { chatWire } from './model/chat-wire.ts';
export { FallbackModelClient } from './model/fallback-model-client.ts';
export {
  type AttemptFailure,
  type AttemptSink,
  type ModelAttempt,
  type SpendGuard,
  type SpendReservation,
  type TokenUsage,
} from './model/model-attempt.ts';
export { OpenAiModelClient, type OpenAiModelOptions } from './model/openai-model-client.ts';
export { responsesWire } from './model/responses-wire.ts';
export { type ModelEndpoint } from './model/run-attempt.ts';
export { parseStrictJson } from './model/strict-json.ts';
export { type ModelProfile, type ModelWire, type WireAnswer } from './model/wire.ts';
export { answerSchema } from './decision/answer-schema.ts';
export { decisionItemSchema, type DecisionItem } from './decision/decision-schema.ts';
export { parseDecision, type ParsedDecision } from './decision/parse-decision.ts';
export { type EvidenceIndex, type Shown } from './gate/evidence-index.ts';
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
