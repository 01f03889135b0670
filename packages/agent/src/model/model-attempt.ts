/** What each single request to a model leaves behind. @module */

/** Tokens as the endpoint counted them; `null` when it did not say, never zero. */
export type TokenUsage = {
  readonly inputTokens: number | null;
  readonly cachedTokens: number | null;
  readonly outputTokens: number | null;
};

/** Why an attempt gave no answer that could be read. The first five are failures of transport. */
export type AttemptFailure =
  | 'timeout'
  | 'network'
  | 'rate-limited'
  | 'server-error'
  | 'body-cut'
  | 'request-refused'
  | 'body-too-large';

/**
 * One request, recorded before its body is interpreted. `status` and `rawBody` are `null` when no
 * response (or no whole body) arrived; `latencyMs` is monotonic time.
 */
export type ModelAttempt = {
  readonly purpose: string;
  readonly provider: string;
  readonly model: string;
  readonly wire: 'chat' | 'responses';
  readonly number: number;
  /** SHA-256 over the request body as sent, hexadecimal. */
  readonly requestHash: string;
  readonly startedTime: number;
  readonly latencyMs: number;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly rawBody: string | null;
  readonly failure: AttemptFailure | null;
};

/** Takes every attempt, in order. What it throws ends the call. */
export type AttemptSink = (attempt: ModelAttempt) => void;

/** What is held for one attempt. Time is given back when it ends; money and tokens only by known usage, or where it surely was not billed. */
export type SpendReservation = { settle(usage: TokenUsage | null): void; release(): void };

/** Decides whether an attempt may be paid for. */
export interface SpendGuard {
  /** @throws TradewrightError `MODEL_BUDGET` when the worst case does not fit */
  reserve(
    model: string,
    requestBytes: number,
    maxOutputTokens: number,
    timeoutMs?: number,
  ): SpendReservation;
}
