/** Opens what decides in a session: a model with its budget, a cassette, or nothing for the offline rules. @module */
import { readFileSync } from 'node:fs';
import { SystemRandom, TradewrightError, type Clock, type ModelClient } from '@tradewright/core';
import {
  CassetteModelClient,
  CassetteRecorder,
  OpenAiModelClient,
  SpendLedger,
  chatWire,
  freeOfCharge,
  parseCassette,
  priceOf,
  responsesWire,
  type Cassette,
  type ModelAttempt,
  type ModelWire,
} from '@tradewright/agent';
import { FileDurableMap } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import { canaryOf, type AgentParts } from './build-agent.ts';
import { FileApprovals } from './file-approvals.ts';
import { JsonLines } from './json-lines.ts';
import type { SessionPaths } from './session-paths.ts';
import type { SessionSetup } from './session-setup.ts';

/** What the agent of a session is opened from. `clock` is wall time. */
export type OpenAgentOptions = {
  readonly config: Config;
  readonly setup: SessionSetup;
  readonly paths: SessionPaths;
  readonly sessionId: string;
  readonly clock: Clock;
  /** Account ids that must not be written. */
  readonly secrets: readonly string[];
  readonly onAttempt: (attempt: ModelAttempt) => void;
};

/** The parts, and what closes their files. */
export type OpenedAgent = { readonly agent: AgentParts; readonly close: () => void };

/** @throws TradewrightError `CONFIG_INVALID`, `FIXTURE_INVALID`, `DATA_UNREADABLE` */
export function openAgent(options: OpenAgentOptions): OpenedAgent {
  const { setup, paths, sessionId, clock } = options;
  const { model, spend, close } = deciderOf(options);
  const exchanges = new JsonLines(paths.exchangesOf(sessionId));
  const canary = canaryOf(setup);
  const recorder = new CassetteRecorder({
    header: {
      source: setup.agent.provider === 'openai' ? 'model' : 'scripted',
      provider: model?.provider ?? 'offline',
      model: model?.model ?? 'offline-rules-v1',
      date: new Date(clock.now()).toISOString().slice(0, 10),
    },
    write: (line) => exchanges.write(line),
    secrets: {
      ...Object.fromEntries(options.secrets.map((secret) => [secret, 'ACCOUNT'])),
      [canary]: 'canary',
    },
  });
  return {
    agent: {
      model,
      spend,
      approvals: new FileApprovals(paths.approvals),
      onExchange: (exchange) => recorder.record(exchange),
    },
    close: () => {
      exchanges.close();
      close();
    },
  };
}

/** Reads a cassette. @throws TradewrightError `DATA_UNREADABLE`, `FIXTURE_INVALID` */
export function readCassette(path: string): Cassette {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TradewrightError('DATA_UNREADABLE', `The cassette ${path} could not be read.`, {
      cause,
      hint: 'set LLM_CASSETTE to a recorded file, such as exchanges.jsonl of a session',
    });
  }
  return parseCassette(text, path);
}

type Decider = Pick<AgentParts, 'model' | 'spend'> & { readonly close: () => void };

function deciderOf(options: OpenAgentOptions): Decider {
  const { config, setup } = options;
  const { provider } = setup.agent;
  if (provider === 'offline') return { model: undefined, spend: freeOfCharge, close: noop };
  if (provider === 'openai') return liveModel(options);
  const client = new CassetteModelClient(readCassette(config.LLM_CASSETTE), {
    canary: canaryOf(setup),
  });
  return { model: client, spend: client.spend, close: noop };
}

function liveModel({ config, paths, clock, onAttempt }: OpenAgentOptions): Decider {
  const store = new FileDurableMap(paths.spend, true);
  const stated = { input: config.LLM_PRICE_INPUT, output: config.LLM_PRICE_OUTPUT };
  // Asked now: a session must not find out in its first decision that nobody knows the price.
  priceOf(config.LLM_MODEL, stated);
  const spender = new SpendLedger({
    caps: {
      decision: config.LLM_MAX_COST_PER_DECISION,
      hour: config.LLM_MAX_COST_PER_HOUR,
      day: config.LLM_MAX_COST_PER_DAY,
      month: config.LLM_MAX_COST_PER_MONTH,
    },
    priceOf: (name) => priceOf(name, stated),
    clock,
    store,
  }).spender();
  return {
    model: openModel(config, { clock, spend: spender, onAttempt }),
    spend: spender,
    close: () => store.close(),
  };
}

/** What a client is opened with. */
type ModelParts = Pick<
  ConstructorParameters<typeof OpenAiModelClient>[0],
  'clock' | 'spend' | 'onAttempt'
>;

/** The client of the configured endpoint. */
function openModel(config: Config, parts: ModelParts): ModelClient {
  const baseUrl = config.OPENAI_BASE_URL === '' ? openAi : config.OPENAI_BASE_URL;
  return new OpenAiModelClient({
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

const openAi = 'https://api.openai.com/v1';

/** Responses where its maker recommends it, chat completions everywhere else. */
function wireOf(config: Config, baseUrl: string): ModelWire {
  if (config.LLM_WIRE !== 'auto') return config.LLM_WIRE === 'chat' ? chatWire : responsesWire;
  return /^https:\/\/api\.(openai\.com|x\.ai)(\/|$)/.test(baseUrl) ? responsesWire : chatWire;
}

function noop(): void {
  // Nothing was opened.
}
