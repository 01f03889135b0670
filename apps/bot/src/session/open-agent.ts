/** Opens what decides in a session: a model with its budget, a cassette, or nothing for the offline rules. @module */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TradewrightError, type Clock, type Tape } from '@tradewright/core';
import {
  CassetteModelClient,
  CassetteRecorder,
  forgottenStandings,
  freeOfCharge,
  parseCassette,
  type Cassette,
  type CassetteHeader,
  type ModelAttempt,
  type SavingReason,
} from '@tradewright/agent';
import { FileDurableMap } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import { packageVersion } from '../package-version.ts';
import { tapedInputs } from './agent-tape.ts';
import { canaryOf, type AgentParts } from './build-agent.ts';
import { FileApprovals } from './file-approvals.ts';
import { keptStandings } from './file-standings.ts';
import { JsonLines } from './json-lines.ts';
import { isScripted, openLedger, openModelChain } from './open-model.ts';
import type { SessionPaths } from './session-paths.ts';
import type { SessionSetup } from './session-setup.ts';

/** What the agent of a session is opened from. `clock` is wall time. */
export type OpenAgentOptions = {
  readonly config: Config;
  readonly setup: SessionSetup;
  /** What a relative path of the configuration starts from. */
  readonly folder: string;
  readonly paths: SessionPaths;
  readonly sessionId: string;
  /** Account that standings are kept for; `null` keeps none. */
  readonly account: string | null;
  readonly tape: Tape;
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
  const { model, spend, source, saving, close } = deciderOf(options);
  const exchanges = new JsonLines(paths.exchangesOf(sessionId));
  const canary = canaryOf(setup);
  // A demonstration neither profits nor suffers from what was earned elsewhere.
  const kept = options.account === null ? undefined : new FileDurableMap(paths.standings);
  const standings =
    kept === undefined || options.account === null
      ? forgottenStandings()
      : keptStandings(kept, options.account);
  const recorder = new CassetteRecorder({
    header: {
      source,
      provider: model?.provider ?? 'offline',
      model: model?.model ?? 'offline-rules-v1',
      version: packageVersion(),
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
      ...tapedInputs(
        { approvals: new FileApprovals(paths.approvals), standings, saving },
        options.tape,
      ),
      onExchange: (exchange) => recorder.record(exchange),
    },
    close: () => {
      exchanges.close();
      kept?.close();
      close();
    },
  };
}

/** Scripted answers to the bundled days of BTC/USD, played where no cassette is named. */
const bundledCassette = join(
  import.meta.dirname,
  '../../../../fixtures/llm/scripted-btc-usd.jsonl.gz',
);

/** Reads a cassette, packed where its name ends so. @throws TradewrightError `DATA_UNREADABLE`, `FIXTURE_INVALID` */
export function readCassette(path: string): Cassette {
  let text: string;
  try {
    const bytes = readFileSync(path);
    text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new TradewrightError('DATA_UNREADABLE', `The cassette ${path} could not be read.`, {
      cause,
      hint: 'set LLM_CASSETTE to a recorded file, such as exchanges.jsonl of a session',
    });
  }
  return parseCassette(text, path);
}

type Decider = Pick<AgentParts, 'model' | 'spend'> & {
  readonly source: CassetteHeader['source'];
  readonly saving: SavingReason;
  readonly close: () => void;
};

function deciderOf(options: OpenAgentOptions): Decider {
  const { config, setup, folder } = options;
  const { provider } = setup.agent;
  if (provider === 'offline')
    return { ...unspent, model: undefined, spend: freeOfCharge, source: 'scripted' };
  if (provider === 'openai') return liveModel(options);
  const path = config.LLM_CASSETTE === '' ? bundledCassette : resolve(folder, config.LLM_CASSETTE);
  const client = new CassetteModelClient(readCassette(path), {
    canary: canaryOf(setup),
  });
  return { ...unspent, model: client, spend: client.spend, source: client.source };
}

function liveModel({ config, paths, clock, onAttempt }: OpenAgentOptions): Decider {
  const { ledger, close } = openLedger(config, paths, clock);
  const spend = ledger.spender();
  const source = isScripted(config) ? 'scripted' : 'model';
  const saving = (): string | null => ledger.mark();
  return {
    model: openModelChain(config, { clock, spend, onAttempt }),
    spend,
    source,
    saving,
    close,
  };
}

const unspent = { saving: () => null, close: noop } as const;

function noop(): void {
  // Nothing was opened.
}
