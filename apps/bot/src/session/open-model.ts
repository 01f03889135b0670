/** Opens the configured model endpoint and the ledger that pays for it. @module */
import { SystemRandom, type Clock, type ModelClient } from '@tradewright/core';
import {
  FallbackModelClient,
  OpenAiModelClient,
  SpendLedger,
  chatWire,
  higherPrice,
  priceOf,
  responsesWire,
  type ModelPrice,
  type ModelWire,
  type SpendCaps,
  type StatedPrice,
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

/** One endpoint and what is known of it. */
type Hop = {
  readonly model: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly wire: Config['LLM_WIRE'];
  readonly jsonSchema: Config['LLM_JSON_SCHEMA'];
};

/** The configured model alone. */
export function openModel(config: Config, parts: ModelParts): ModelClient {
  return clientOf(firstHop(config), config, parts);
}

/** The configured model, and the one that is asked when it cannot be reached. */
export function openModelChain(config: Config, parts: ModelParts): ModelClient {
  const first = firstHop(config);
  const client = clientOf(first, config, parts);
  const second = fallbackHop(config, first);
  return second === undefined
    ? client
    : new FallbackModelClient(parts.clock, client, clientOf(second, config, parts));
}

function firstHop(config: Config): Hop {
  return {
    model: config.LLM_MODEL,
    baseUrl: config.OPENAI_BASE_URL === '' ? openAi : config.OPENAI_BASE_URL,
    apiKey: config.OPENAI_API_KEY,
    wire: config.LLM_WIRE,
    jsonSchema: config.LLM_JSON_SCHEMA,
  };
}

/** A key goes to the endpoint that it is for, and to no other. */
function fallbackHop(config: Config, first: Hop): Hop | undefined {
  if (config.LLM_FALLBACK_MODEL === '') return undefined;
  const elsewhere =
    config.LLM_FALLBACK_BASE_URL !== '' && config.LLM_FALLBACK_BASE_URL !== first.baseUrl;
  const own = config.LLM_FALLBACK_API_KEY;
  return {
    model: config.LLM_FALLBACK_MODEL,
    baseUrl: elsewhere ? config.LLM_FALLBACK_BASE_URL : first.baseUrl,
    apiKey: own === '' && !elsewhere ? first.apiKey : own,
    wire: config.LLM_FALLBACK_WIRE,
    jsonSchema: config.LLM_FALLBACK_JSON_SCHEMA,
  };
}

function clientOf(hop: Hop, config: Config, parts: ModelParts): OpenAiModelClient {
  const { model, baseUrl, apiKey, jsonSchema } = hop;
  return new OpenAiModelClient({
    provider: model.startsWith('scripted') ? 'scripted' : 'openai',
    endpoint: {
      baseUrl,
      apiKey: apiKey === '' ? null : apiKey,
      fetch: (url, init) => fetch(url, init),
      maxBodyBytes: 1_000_000,
    },
    wire: wireOf(hop),
    profile: {
      model,
      jsonSchema,
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
  const { LLM_MODEL: first, LLM_FALLBACK_MODEL: second } = config;
  return [first, second].some((model) => model.startsWith('scripted'));
}

/** The ledger under the configured caps, its sums kept on disk. @throws TradewrightError `CONFIG_INVALID` when nobody knows the price */
export function openLedger(
  config: Config,
  paths: SessionPaths,
  clock: Clock,
): { readonly ledger: SpendLedger; readonly close: () => void } {
  // Asked now: a session must not find out in its first decision that nobody knows the price.
  const prices = pricesOf(config);
  const store = new SharedSums(paths.spend);
  const ledger = new SpendLedger({
    caps: capsOf(config),
    priceOf: (name) => prices.get(name) ?? priceOf(name, unstated),
    clock,
    store,
  });
  return { ledger, close: () => store.close() };
}

/** What the operator says that tokens cost. */
export function statedPrice(config: Config): StatedPrice {
  const { LLM_PRICE_INPUT: input, LLM_PRICE_OUTPUT: output } = config;
  return { input, output, cachedInput: config.LLM_PRICE_CACHED_INPUT };
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

const unstated: StatedPrice = { input: null, output: null };

/** One name at two endpoints is charged at the higher price: what is paid must never be more than what is counted. @throws TradewrightError `CONFIG_INVALID` */
export function pricesOf(config: Config): ReadonlyMap<string, ModelPrice> {
  const first = priceOf(config.LLM_MODEL, statedPrice(config));
  const prices = new Map([[config.LLM_MODEL, first]]);
  if (config.LLM_FALLBACK_MODEL === '') return prices;
  const second = priceOf(
    config.LLM_FALLBACK_MODEL,
    { input: config.LLM_FALLBACK_PRICE_INPUT, output: config.LLM_FALLBACK_PRICE_OUTPUT },
    'LLM_FALLBACK_PRICE',
  );
  const same = config.LLM_FALLBACK_MODEL === config.LLM_MODEL;
  return prices.set(config.LLM_FALLBACK_MODEL, same ? higherPrice(first, second) : second);
}

/** Responses where its maker recommends it, chat completions everywhere else. */
function wireOf({ wire, baseUrl }: Hop): ModelWire {
  if (wire !== 'auto') return wire === 'chat' ? chatWire : responsesWire;
  return /^https:\/\/api\.(openai\.com|x\.ai)(\/|$)/.test(baseUrl) ? responsesWire : chatWire;
}
