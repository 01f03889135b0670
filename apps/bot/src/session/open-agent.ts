/** Opens what decides in a session: a model with its budget, a cassette, or nothing for the offline rules. @module */
import { readFileSync } from 'node:fs';
import { TradewrightError, type Clock } from '@tradewright/core';
import {
  CassetteModelClient,
  CassetteRecorder,
  freeOfCharge,
  parseCassette,
  type Cassette,
  type ModelAttempt,
} from '@tradewright/agent';
import type { Config } from '../config/load-config.ts';
import { canaryOf, type AgentParts } from './build-agent.ts';
import { FileApprovals } from './file-approvals.ts';
import { JsonLines } from './json-lines.ts';
import { openLedger, openModel } from './open-model.ts';
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
  const { ledger, close } = openLedger(config, paths, clock);
  const spend = ledger.spender();
  return { model: openModel(config, { clock, spend, onAttempt }), spend, close };
}

function noop(): void {
  // Nothing was opened.
}
