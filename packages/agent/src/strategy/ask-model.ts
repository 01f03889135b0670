/** One answer of a model, with the tools it asks for on the way. @module */
import {
  TradewrightError,
  type AgentDecision,
  type AgentOutcome,
  type ModelAnswer,
  type ModelClient,
  type ModelRequest,
} from '@tradewright/core';
import type { ToolScope } from '../tools/tool-scope.ts';
import { requestHash, sha256 } from './request-hash.ts';

/** One exchange as the record keeps it. */
export type AgentStep = AgentDecision['steps'][number];

/** An exchange that ended well, with both texts; the record holds their hashes. */
export type ModelExchange = {
  readonly hash: string;
  readonly request: ModelRequest;
  readonly answer: ModelAnswer;
};

/** What asking needs. `steps` is shared by all questions of one decision. */
export type AskOptions = {
  readonly client: ModelClient;
  readonly promptHash: string;
  readonly scope: ToolScope;
  readonly steps: AgentStep[];
  readonly maxSteps: number;
  readonly onExchange: (exchange: ModelExchange) => void;
};

/** The text of the answer, or how the asking failed. */
export type Asked =
  | { readonly kind: 'text'; readonly text: string | null; readonly servedModel: string }
  | { readonly kind: 'failed'; readonly outcome: AgentOutcome; readonly detail: string };

/** Runs exchanges until the model answers without a call. Calls run in the order in which they were made. Failures of the model are values. */
export async function askModel(first: ModelRequest, options: AskOptions): Promise<Asked> {
  const { client, scope, steps } = options;
  let request = first;
  while (steps.length < options.maxSteps) {
    const hash = requestHash(options.promptHash, request);
    let answer: ModelAnswer;
    try {
      answer = await client.complete(request);
    } catch (error) {
      const failed = failureOf(error);
      steps.push({ ...emptyStep(hash), failure: failed.detail });
      return failed;
    }
    options.onExchange({ hash, request, answer });
    const tracesBefore = scope.traces.length;
    const results = [];
    for (const call of answer.calls) results.push(await scope.call(call));
    steps.push({
      ...emptyStep(hash),
      answerHash: sha256(answer.rawBody),
      calls: scope.traces.slice(tracesBefore).map((trace) => ({ ...trace })),
      inputTokens: answer.inputTokens,
      cachedTokens: answer.cachedTokens,
      outputTokens: answer.outputTokens,
    });
    if (answer.calls.length === 0)
      return { kind: 'text', text: answer.text, servedModel: answer.model };
    request = { ...request, exchanges: [...request.exchanges, { calls: answer.calls, results }] };
  }
  const detail = `no answer within ${String(options.maxSteps)} steps`;
  return { kind: 'failed', outcome: 'invalid-output', detail };
}

function emptyStep(hash: string): AgentStep {
  return {
    requestHash: hash,
    answerHash: null,
    failure: null,
    calls: [],
    inputTokens: null,
    cachedTokens: null,
    outputTokens: null,
  };
}

/** @throws what is no failure of a model, so that a fault of ours is not taken for one */
function failureOf(error: unknown): Extract<Asked, { kind: 'failed' }> {
  if (!TradewrightError.is(error)) throw error;
  const reason = error.facts['reason'];
  const detail = typeof reason === 'string' ? reason : error.message;
  if (error.code === 'MODEL_UNAVAILABLE') return { kind: 'failed', outcome: 'model-error', detail };
  if (error.code === 'MODEL_OUTPUT_INVALID')
    return { kind: 'failed', outcome: 'invalid-output', detail };
  if (error.code === 'MODEL_BUDGET') return { kind: 'failed', outcome: 'budget-stop', detail };
  throw error;
}
