/** A model behind any OpenAI-compatible endpoint. @module */
import { createHash } from 'node:crypto';
import {
  TradewrightError,
  type Clock,
  type ModelAnswer,
  type ModelClient,
  type ModelRequest,
  type Random,
} from '@tradewright/core';
import type { AttemptSink, SpendGuard, SpendReservation } from './model-attempt.ts';
import { readAnswer } from './read-answer.ts';
import { runAttempt, type AttemptEnd, type ModelEndpoint } from './run-attempt.ts';
import type { ModelProfile, ModelWire, WireAnswer } from './wire.ts';

/** What the client works with. `attemptTimeoutMs` bounds each attempt, the request's deadline all of them. */
export type OpenAiModelOptions = {
  readonly provider?: string;
  readonly endpoint: ModelEndpoint;
  readonly wire: ModelWire;
  readonly profile: ModelProfile;
  readonly clock: Clock;
  readonly random: Random;
  readonly spend: SpendGuard;
  readonly onAttempt: AttemptSink;
  readonly maxAttempts?: number;
  readonly attemptTimeoutMs?: number;
};

type Sent = { readonly end: AttemptEnd; readonly held: SpendReservation };

/**
 * Owns deadline, retries and spend. Each attempt is paid for at its worst case before its first
 * byte and recorded before its body is read; a repeat waits as long as the server asks, or gives up
 * at once when that would pass the deadline.
 */
export class OpenAiModelClient implements ModelClient {
  readonly provider: string;
  readonly model: string;
  readonly #options: OpenAiModelOptions;

  constructor(options: OpenAiModelOptions) {
    this.provider = options.provider ?? 'openai';
    this.model = options.profile.model;
    this.#options = options;
  }

  /**
   * @throws TradewrightError `MODEL_UNAVAILABLE` (`facts.reason` is an `AttemptFailure`),
   *   `MODEL_OUTPUT_INVALID`, `MODEL_BUDGET`
   */
  async complete(request: ModelRequest): Promise<ModelAnswer> {
    const { clock, wire, profile } = this.#options;
    const deadline = clock.monotonic() + request.deadlineMs;
    const body = wire.buildBody(request, profile);
    for (let number = 1; ; number += 1) {
      const { end, held } = await this.#send(request, body, { number, deadline });
      if (end.failure === null) return this.#read(request, end.rawBody ?? '', held);
      // What fails before an answer may still be billed; only a refused request surely is not.
      if (end.failure === 'request-refused') held.release();
      else held.settle(null);
      const waitMs = end.retryAfterMs ?? this.#backoff(number);
      const fits = clock.monotonic() + waitMs < deadline;
      if (!end.mayRetry || !fits || number >= (this.#options.maxAttempts ?? 3))
        throw unavailable(end, number);
      await clock.sleep(waitMs);
    }
  }

  async #send(
    request: ModelRequest,
    body: Record<string, unknown>,
    at: { readonly number: number; readonly deadline: number },
  ): Promise<Sent> {
    const { clock, wire, profile, endpoint, spend, onAttempt } = this.#options;
    const text = JSON.stringify(body);
    const [startedTime, started] = [clock.now(), clock.monotonic()];
    const timeoutMs = Math.max(
      1,
      Math.min(this.#options.attemptTimeoutMs ?? 30_000, at.deadline - started),
    );
    const bytes = Buffer.byteLength(text);
    const held = spend.reserve(this.model, bytes, profile.maxOutputTokens, timeoutMs);
    const end = await runAttempt(body, { endpoint, wire, clock, timeoutMs });
    onAttempt({
      purpose: request.purpose,
      provider: this.provider,
      model: this.model,
      wire: wire.name,
      number: at.number,
      requestHash: createHash('sha256').update(text).digest('hex'),
      startedTime,
      latencyMs: clock.monotonic() - started,
      status: end.status,
      requestId: end.requestId,
      rawBody: end.rawBody,
      failure: end.failure,
    });
    return { end, held };
  }

  #read(request: ModelRequest, rawBody: string, held: SpendReservation): ModelAnswer {
    const settle = (answer: WireAnswer): void => held.settle(answer.usage);
    return readAnswer(rawBody, { request, wire: this.#options.wire, model: this.model, settle });
  }

  #backoff(number: number): number {
    return 250 * 2 ** number * (0.5 + this.#options.random.next() / 2);
  }
}

function unavailable(end: AttemptEnd, attempts: number): TradewrightError {
  const status =
    end.status === null ? 'without an answer' : `with HTTP status ${String(end.status)}`;
  return new TradewrightError(
    'MODEL_UNAVAILABLE',
    `The model failed (${String(end.failure)}) ${status} after ${String(attempts)} attempt(s).`,
    {
      cause: end.cause,
      hint:
        end.failure === 'request-refused'
          ? 'check OPENAI_API_KEY, OPENAI_BASE_URL and LLM_MODEL'
          : 'nothing was traded; the next cycle asks again',
      facts: { reason: end.failure, attempts },
    },
  );
}
