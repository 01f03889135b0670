/** Opens the configured model endpoint and the ledger that pays for it. @module */
import { SystemRandom, type Clock, type ModelClient } from '@tradewright/core';
import {
  OpenAiModelClient,
  SpendLedger,
  chatWire,
  priceOf,
  responsesWire,
  type ModelWire,
  type SpendCaps,
} from '@tradewright/agent';
import { SharedSums } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import type { SessionPaths } from './session-paths.ts';

/** What a client is opened with. */
export type ModelParts = Pick<
  ConstructorParameters<typeof OpenAiModelClient>[0],
  'clock' | 'spend' | 'onAttempt'
>;

const openAi = 'https://api.openai.com/v1';

/** The client of the configured endpoint. */
export function openModel(config: Config, parts: ModelParts): ModelClient {
  const baseUrl = config.OPENAI_BASE_URL === '' ? openAi : config.OPENAI_BASE_URL;
  return new OpenAiModelClient({
    provider: isScripted(config) ? 'scripted' : 'openai',
    endpoint: {
      baseUrl,
      apiKey: config.OPENAI_API_KEY === '' ? null : config.OPENAI_API_KEY,
      fetch: (url, init) => fetch(url, init),
      maxBodyBytes: 1_000_000,
    },
    wire: wireOf(config, baseUrl),
    profile: {
      model: config.LLM_MODEL,
      jsonSchema: config.LLM_JSON_SCHEMA,
      maxOutputTokens: config.LLM_MAX_OUTPUT_TOKENS,
      maxOutputName: baseUrl === openAi ? 'max_completion_tokens' : 'max_tokens',
      temperature: null,
    },
    random: new SystemRandom(),
    ...parts,
  });
}

/** A script behind an endpoint is still a script: its name says so, and every record repeats it. */
export function isScripted(config: Config): boolean {
  return config.LLM_MODEL.startsWith('scripted');
}

/** The ledger under the configured caps, its sums kept on disk. @throws TradewrightError `CONFIG_INVALID` when nobody knows the price */
export function openLedger(
  config: Config,
  paths: SessionPaths,
  clock: Clock,
): { readonly ledger: SpendLedger; readonly close: () => void } {
  const stated = { input: config.LLM_PRICE_INPUT, output: config.LLM_PRICE_OUTPUT };
  // Asked now: a session must not find out in its first decision that nobody knows the price.
  priceOf(config.LLM_MODEL, stated);
  const store = new SharedSums(paths.spend);
  const ledger = new SpendLedger({
    caps: capsOf(config),
    priceOf: (name) => priceOf(name, stated),
    clock,
    store,
  });
  return { ledger, close: () => store.close() };
}

function capsOf(config: Config): SpendCaps {
  return {
    decision: {
      usd: config.LLM_MAX_COST_PER_DECISION,
      calls: config.LLM_MAX_CALLS_PER_DECISION,
      tokens: config.LLM_MAX_TOKENS_PER_DECISION,
      seconds: config.LLM_MAX_SECONDS_PER_DECISION,
    },
    hour: {
      usd: config.LLM_MAX_COST_PER_HOUR,
      calls: config.LLM_MAX_CALLS_PER_HOUR,
      tokens: config.LLM_MAX_TOKENS_PER_HOUR,
      seconds: config.LLM_MAX_SECONDS_PER_HOUR,
    },
    day: {
      usd: config.LLM_MAX_COST_PER_DAY,
      calls: config.LLM_MAX_CALLS_PER_DAY,
      tokens: config.LLM_MAX_TOKENS_PER_DAY,
      seconds: config.LLM_MAX_SECONDS_PER_DAY,
    },
    month: {
      usd: config.LLM_MAX_COST_PER_MONTH,
      calls: config.LLM_MAX_CALLS_PER_MONTH,
      tokens: config.LLM_MAX_TOKENS_PER_MONTH,
      seconds: config.LLM_MAX_SECONDS_PER_MONTH,
    },
  };
}

/** Responses where its maker recommends it, chat completions everywhere else. */
function wireOf(config: Config, baseUrl: string): ModelWire {
  if (config.LLM_WIRE !== 'auto') return config.LLM_WIRE === 'chat' ? chatWire : responsesWire;
  return /^https:\/\/api\.(openai\.com|x\.ai)(\/|$)/.test(baseUrl) ? responsesWire : chatWire;
}
