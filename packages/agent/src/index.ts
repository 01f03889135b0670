/** Strategies that propose: offline rules and the LLM agent. @module */
export {
  OfflineRulesStrategy,
  offlineRulesLabel,
  type OfflineRulesOptions,
} from './rules/offline-rules.ts';
