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
