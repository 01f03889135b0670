/** One request to a model, from bytes to a named ending. @module */
import type { Clock } from '@tradewright/core';
import type { OpenAI } from 'openai';
import { captureFetch, type Capture, type Fetch } from './capture-fetch.ts';
import type { AttemptFailure } from './model-attempt.ts';
import type { ModelWire } from './wire.ts';

/** Where and how requests are sent. `apiKey` `null` is for local servers without one. */
export type ModelEndpoint = {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly fetch: Fetch;
  readonly maxBodyBytes: number;
};

/** How one attempt ended. `retryAfterMs` is what the server asked for; `mayRetry` heeds `x-should-retry`. */
export type AttemptEnd = {
  readonly status: number | null;
  readonly requestId: string | null;
  readonly rawBody: string | null;
  readonly failure: AttemptFailure | null;
  readonly mayRetry: boolean;
  readonly retryAfterMs: number | null;
  readonly cause: unknown;
};

/** What one attempt needs. */
export type AttemptOptions = {
  readonly endpoint: ModelEndpoint;
  readonly wire: ModelWire;
  readonly clock: Clock;
  readonly timeoutMs: number;
};

/** Sends once through the real client library, whose own retries and timeouts are off. Never throws for what the server does. */
export async function runAttempt(
  body: Record<string, unknown>,
  options: AttemptOptions,
): Promise<AttemptEnd> {
  const { endpoint, wire, clock, timeoutMs } = options;
  const { fetch, seen } = captureFetch(endpoint.fetch, endpoint.maxBodyBytes);
  const client = await createClient(endpoint, fetch, timeoutMs);
  const controller = new AbortController();
  const disarm = clock.after(timeoutMs, () => controller.abort());
  try {
    await wire.send(client, body, controller.signal);
    return describeEnd(seen, null, null);
  } catch (cause) {
    // A whole body with a good status is ours to judge, whatever the library thought of it.
    const good = seen.rawBody !== null && seen.status !== null && seen.status < 300;
    return describeEnd(seen, good ? null : failureOf(seen, controller.signal.aborted), cause);
  } finally {
    disarm();
  }
}

async function createClient(
  endpoint: ModelEndpoint,
  fetch: Fetch,
  timeoutMs: number,
): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    apiKey: endpoint.apiKey ?? 'none',
    baseURL: endpoint.baseUrl,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // Never the first to fire: the abort signal of the attempt also covers the body.
    timeout: timeoutMs * 2 + 60_000,
    logLevel: 'off',
    fetch,
  });
}

function failureOf(seen: Capture, aborted: boolean): AttemptFailure {
  if (seen.tooLarge) return 'body-too-large';
  if (aborted) return 'timeout';
  if (seen.status === null) return 'network';
  if (seen.status === 429) return 'rate-limited';
  if (seen.status === 408) return 'timeout';
  if (seen.status >= 500) return 'server-error';
  if (seen.status >= 400) return 'request-refused';
  return 'body-cut';
}

function describeEnd(seen: Capture, failure: AttemptFailure | null, cause: unknown): AttemptEnd {
  const asked = seen.headers?.get('x-should-retry');
  const transport =
    failure !== null && failure !== 'request-refused' && failure !== 'body-too-large';
  return {
    status: seen.status,
    requestId: seen.headers?.get('x-request-id') ?? null,
    rawBody: seen.rawBody,
    failure,
    mayRetry: transport && asked !== 'false',
    retryAfterMs: retryAfter(seen.headers),
    cause,
  };
}

function retryAfter(headers: Headers | null): number | null {
  const exact = headers?.get('retry-after-ms') ?? '';
  if (/^\d+$/.test(exact)) return Number(exact);
  const seconds = headers?.get('retry-after') ?? '';
  return /^\d+(\.\d+)?$/.test(seconds) ? Number(seconds) * 1_000 : null;
}
