/** One answer of a model, with the tools it asks for on the way. @module */
import {
  TradewrightError,
  canonicalJson,
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

/** How a request failed; `code` is that of the error. */
type ModelFailure = { readonly code: string; readonly reason: string };

/** An exchange with its texts; the record holds their hashes. `charged` is what the decision had cost by then, as decimal text. */
export type ModelExchange = {
  readonly hash: string;
  /** Hash of the part of the request that stays the same. */
  readonly prompt: string;
  readonly request: ModelRequest;
  readonly answer: ModelAnswer | null;
  readonly failure: ModelFailure | null;
  readonly charged: string;
};

/** What asking needs. `steps` is shared by all questions of one decision. */
export type AskOptions = {
  readonly client: ModelClient;
  readonly promptHash: string;
  readonly scope: ToolScope;
  readonly steps: AgentStep[];
  readonly maxSteps: number;
  readonly charged: () => string;
  readonly onExchange: (exchange: ModelExchange) => void;
};

/** The text of the answer, or how the asking failed. */
export type Asked =
  | {
      readonly kind: 'text';
      readonly text: string | null;
      readonly servedModel: string;
      /** Another model than the configured one had a say in it. */
      readonly stoodIn: boolean;
    }
  | { readonly kind: 'failed'; readonly outcome: AgentOutcome; readonly detail: string };

/** Runs exchanges until the model answers without a call. Calls run in the order in which they were made. Failures of the model are values. */
export async function askModel(first: ModelRequest, options: AskOptions): Promise<Asked> {
  const { client, scope, steps } = options;
  let request = first;
  let stoodIn = false;
  while (steps.length < options.maxSteps) {
    const { promptHash: prompt } = options;
    const asked = request;
    const hash = requestHash(prompt, asked);
    const tell = (end: Pick<ModelExchange, 'answer' | 'failure'>): void =>
      options.onExchange({ hash, prompt, request: asked, ...end, charged: options.charged() });
    let answer: ModelAnswer;
    try {
      answer = await client.complete(request);
    } catch (error) {
      const failed = failureOf(error);
      const failure = { code: failed.code, reason: failed.detail };
      tell({ answer: null, failure });
      steps.push({ ...emptyStep(hash), failure: failed.detail });
      return failed;
    }
    tell({ answer, failure: null });
    const tracesBefore = scope.traces.length;
    const results = [];
    for (const call of answer.calls) results.push(await scope.call(call));
    steps.push({
      ...emptyStep(hash),
      answerHash: sha256(canonicalJson({ text: answer.text, calls: answer.calls })),
      calls: scope.traces.slice(tracesBefore).map((trace) => ({ ...trace })),
      inputTokens: answer.inputTokens,
      cachedTokens: answer.cachedTokens,
      outputTokens: answer.outputTokens,
      ...(answer.passedOver === undefined ? {} : { passedOver: [...answer.passedOver] }),
    });
    stoodIn ||= answer.passedOver !== undefined;
    if (answer.calls.length === 0)
      return { kind: 'text', text: answer.text, servedModel: answer.model, stoodIn };
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

const outcomes: Readonly<Record<string, AgentOutcome>> = {
  MODEL_UNAVAILABLE: 'model-error',
  MODEL_OUTPUT_INVALID: 'invalid-output',
  MODEL_BUDGET: 'budget-stop',
  // What cannot be written down cannot be paid for.
  STORE_UNWRITABLE: 'budget-stop',
};

/** @throws what is no failure of a model, so that a fault of ours is not taken for one */
function failureOf(error: unknown): Extract<Asked, { kind: 'failed' }> & { readonly code: string } {
  const outcome = TradewrightError.is(error) ? outcomes[error.code] : undefined;
  if (!TradewrightError.is(error) || outcome === undefined) throw error;
  const reason = error.facts['reason'];
  const detail = typeof reason === 'string' ? reason : error.message;
  return { kind: 'failed', outcome, detail, code: error.code };
}
