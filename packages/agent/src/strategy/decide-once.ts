/** One decision from the question to what the gate made of the answer. @module */
import type { AgentOutcome, ModelRequest } from '@tradewright/core';
import { parseDecision } from '../decision/parse-decision.ts';
import type { GatePolicy } from '../gate/gate-policy.ts';
import { gate, type GateResult, type GateSnapshot } from '../gate/gate.ts';
import { cleanText } from '../text/untrusted-text.ts';
import { askModel, type AgentStep, type AskOptions, type Asked } from './ask-model.ts';

/** What a decision came to. `result` is `null` when no answer could be judged. */
export type DecisionEnd = {
  readonly outcome: AgentOutcome;
  readonly detail: string | null;
  readonly steps: readonly AgentStep[];
  readonly answer: string | null;
  readonly servedModel: string | null;
  readonly repaired: boolean;
  readonly degraded: boolean;
  readonly result: GateResult | null;
};

/** What deciding needs. `snapshot` is built anew for each judgement, with all that has been shown by then. */
export type DecideOptions = {
  readonly request: ModelRequest;
  readonly ask: AskOptions;
  readonly policy: GatePolicy;
  readonly snapshot: (degraded: boolean, text: string | null) => GateSnapshot;
};

type Answered = Extract<Asked, { readonly kind: 'text' }>;

type Judged =
  | { readonly kind: 'judged'; readonly degraded: boolean; readonly result: GateResult }
  | { readonly kind: 'invalid'; readonly reason: string; readonly message: string };

/**
 * Asks, judges, and returns a rejection to the model once with its reasons. What the first answer
 * had accepted stands, whatever the second says or fails to say: a close is never lost to an open.
 */
export async function decideOnce(options: DecideOptions): Promise<DecisionEnd> {
  const { request, ask } = options;
  const first = await askModel(request, ask);
  if (first.kind === 'failed') return failedEnd(ask.steps, first.outcome, first.detail);
  const judged = judge(first, [], options);
  const firstEnd = endOf(judged, { answer: first.text, servedModel: first.servedModel, ask });
  const feedback = feedbackOn(judged);
  if (feedback === null || ask.steps.length >= ask.maxSteps) return firstEnd;
  const input = `${request.input}\n${JSON.stringify({ yourAnswer: (first.text ?? '').slice(0, 4_000), rejected: feedback })}`;
  const second = await askModel({ ...request, purpose: 'repair', input }, ask);
  if (second.kind === 'failed') return { ...firstEnd, steps: ask.steps, repaired: false };
  const kept =
    judged.kind === 'judged'
      ? judged.result.results.flatMap(({ item, action }) => (action === null ? [] : [item]))
      : [];
  const again = judge(second, kept, options);
  if (again.kind === 'invalid') return { ...firstEnd, steps: ask.steps };
  const end = endOf(again, { answer: second.text, servedModel: second.servedModel, ask });
  const degraded = end.degraded || firstEnd.degraded;
  return { ...end, repaired: true, degraded };
}

/** What a model that stands in says lowers authority, like an answer that had to be dug out. */
function judge(
  { text, stoodIn }: Answered,
  kept: readonly unknown[],
  options: DecideOptions,
): Judged {
  const parsed = parseDecision(text);
  if (parsed.kind === 'invalid') return parsed;
  const degraded = parsed.degraded || stoodIn;
  // Holds that were kept say nothing next to a new answer.
  const before = kept.filter((item) => (item as { kind: unknown }).kind !== 'hold');
  const result = gate(
    [...before, ...parsed.items],
    options.snapshot(degraded, text),
    options.policy,
  );
  return { kind: 'judged', degraded, result };
}

/** What the model is told; `null` when there is nothing to repair. */
function feedbackOn(judged: Judged): readonly object[] | null {
  if (judged.kind === 'invalid')
    return [{ rule: 'invalid-output', message: cleanText(judged.message, 200) }];
  const rejected = judged.result.results.filter(({ action }) => action === null);
  if (rejected.length === 0) return null;
  return rejected.map(({ verdict: { kind, subject, reasons } }) => ({ kind, subject, reasons }));
}

type EndParts = {
  readonly answer: string | null;
  readonly servedModel: string;
  readonly ask: AskOptions;
};

function endOf(judged: Judged, { answer, servedModel, ask }: EndParts): DecisionEnd {
  const base = { steps: ask.steps, answer, servedModel, repaired: false };
  if (judged.kind === 'invalid')
    return {
      ...base,
      outcome: 'invalid-output',
      detail: judged.reason,
      degraded: false,
      result: null,
    };
  const { result, degraded } = judged;
  return { ...base, outcome: outcomeOf(result), detail: null, degraded, result };
}

function outcomeOf({ actions, results }: GateResult): AgentOutcome {
  if (actions.some(({ action }) => action !== 'hold')) return 'decided';
  return results.some(({ action }) => action === null) ? 'gate-rejected' : 'held';
}

/** The end of a decision that has nothing to judge. */
export function failedEnd(
  steps: readonly AgentStep[],
  outcome: AgentOutcome,
  detail: string,
): DecisionEnd {
  return {
    outcome,
    detail,
    steps,
    answer: null,
    servedModel: null,
    repaired: false,
    degraded: false,
    result: null,
  };
}
