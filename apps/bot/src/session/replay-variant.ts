/** Runs a recorded session again with one thing changed, and says what would have been different. @module */
import { TradewrightError, type ModelClient } from '@tradewright/core';
import { CassetteModelClient, OfflineModelClient, freeOfCharge } from '@tradewright/agent';
import type { RiskCaps } from '@tradewright/engine';
import type { Config } from '../config/load-config.ts';
import { canaryOf, type AgentParts } from './build-agent.ts';
import { liveDecider } from './live-decider.ts';
import { playInMemory } from './play-in-memory.ts';
import type { RecordedSession } from './recorded-session.ts';
import {
  decisionDifferences,
  runFigures,
  type DecisionDifference,
  type RunFigures,
} from './run-figures.ts';
import type { SessionPaths } from './session-paths.ts';

/** What is changed; exactly one thing, so that a difference has one cause. */
export type Variant =
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'prompt'; readonly playbook: string }
  | { readonly kind: 'caps'; readonly caps: RiskCaps };

/**
 * How far the answer goes: `known` was decided anew in every cycle, `assumed` has a model answer as
 * it did at the same time, `partly` lacks some answers, `unknown` lacks all of them.
 */
export type VariantReport = {
  readonly before: RunFigures;
  readonly after: RunFigures;
  readonly decidedBy: string;
  readonly certainty: 'known' | 'assumed' | 'partly' | 'unknown';
  /** Requests of the changed run that a recorded answer of the same time stood in for. */
  readonly assumed: number;
  /** Cycles in which nobody answered, by reason. */
  readonly unanswered: Readonly<Record<string, number>>;
  readonly differences: readonly DecisionDifference[];
};

/** Where a model is asked, and what tells of progress. */
export type VariantParts = {
  readonly config: Config;
  readonly paths: SessionPaths;
  readonly onProgress: (events: number, time: number) => void;
};

type Decider = {
  readonly decidedBy: string;
  readonly agent: AgentParts;
  readonly misses: () => number;
  readonly close: () => void;
};

/** @throws TradewrightError `CONFIG_INVALID` for a model without a price; a model that fails is an outcome */
export async function replayVariant(
  session: RecordedSession,
  variant: Variant,
  parts: VariantParts,
): Promise<VariantReport> {
  const { summary, setup, events, outcome } = session;
  const changed = variant.kind === 'caps' ? { ...setup, caps: variant.caps } : setup;
  const decider = deciderOf(session, variant, parts);
  try {
    const now = await playInMemory({
      sessionId: summary.id,
      setup: changed,
      agent: { ...session.inputs, ...decider.agent },
      events,
      onProgress: parts.onProgress,
    });
    const unanswered: Record<string, number> = {};
    for (const { outcome: end, detail } of now.asked) {
      if (end !== 'model-error' && end !== 'budget-stop') continue;
      const reason = detail ?? end;
      unanswered[reason] = (unanswered[reason] ?? 0) + 1;
    }
    const silent = Object.values(unanswered).reduce((sum, count) => sum + count, 0);
    const assumed = decider.misses();
    return {
      before: runFigures(outcome),
      after: runFigures(now),
      decidedBy: decider.decidedBy,
      certainty:
        silent > 0
          ? silent === now.asked.length
            ? 'unknown'
            : 'partly'
          : assumed > 0
            ? 'assumed'
            : 'known',
      assumed,
      unanswered,
      differences: decisionDifferences(outcome.decisions, now.decisions),
    };
  } finally {
    decider.close();
  }
}

/** Other caps have the recorded answers; another model or playbook has to be asked. */
function deciderOf(session: RecordedSession, variant: Variant, parts: VariantParts): Decider {
  const { cassette, setup } = session;
  const rules =
    variant.kind === 'model'
      ? variant.model === 'offline-rules-v1'
      : setup.agent.provider === 'offline';
  if (rules) {
    const agent = { model: new OfflineModelClient(), spend: freeOfCharge };
    return { decidedBy: 'offline-rules-v1', agent, misses: () => 0, close: noop };
  }
  if (variant.kind === 'caps' && cassette !== null) {
    const client = new CassetteModelClient(cassette, {
      canary: canaryOf(setup),
      onMiss: 'same-time',
    });
    const agent = { model: client, spend: client.spend };
    const decidedBy = `${client.model}, recorded answers`;
    return { decidedBy, agent, misses: () => client.misses, close: noop };
  }
  const model =
    variant.kind === 'model'
      ? variant.model
      : (cassette?.header.model ?? setup.agent.model ?? parts.config.LLM_MODEL);
  const playbook = variant.kind === 'prompt' ? variant.playbook : undefined;
  if (parts.config.OPENAI_API_KEY === '' && parts.config.OPENAI_BASE_URL === '')
    return nobody(model);
  const { agent, close } = liveDecider({ ...parts.config, LLM_MODEL: model }, parts.paths);
  return { decidedBy: model, agent: { ...agent, playbook }, misses: () => 0, close };
}

/** Recorded answers were given to another question: without an endpoint there is nobody to ask. */
function nobody(model: string): Decider {
  const client: ModelClient = {
    provider: 'openai',
    model,
    complete: () =>
      Promise.reject(
        new TradewrightError('MODEL_UNAVAILABLE', 'No endpoint was configured.', {
          hint: 'set OPENAI_BASE_URL or OPENAI_API_KEY',
          facts: { reason: 'no endpoint is configured' },
        }),
      ),
  };
  const agent = { model: client, spend: freeOfCharge };
  return { decidedBy: model, agent, misses: () => 0, close: noop };
}

function noop(): void {
  // Nothing was opened.
}
