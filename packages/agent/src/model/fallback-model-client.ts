/** Several models, the next one only when the one before cannot be reached. @module */
import {
  TradewrightError,
  type ModelAnswer,
  type ModelClient,
  type ModelRequest,
} from '@tradewright/core';

const transportReasons = new Set<unknown>([
  'timeout',
  'network',
  'rate-limited',
  'server-error',
  'body-cut',
]);

/** Moves on for failures of transport alone: an answer that is not liked, a refused request or an empty budget ends the call. */
export class FallbackModelClient implements ModelClient {
  readonly provider: string;
  readonly model: string;
  readonly #chain: readonly [ModelClient, ...ModelClient[]];

  constructor(first: ModelClient, ...rest: readonly ModelClient[]) {
    this.#chain = [first, ...rest];
    this.provider = first.provider;
    this.model = first.model;
  }

  /** @throws TradewrightError `MODEL_*` of the last model that was asked */
  async complete(request: ModelRequest): Promise<ModelAnswer> {
    const [first, ...rest] = this.#chain;
    let failed: unknown;
    for (const client of [first, ...rest]) {
      try {
        return await client.complete(request);
      } catch (error) {
        if (!isTransportFailure(error)) throw error;
        failed = error;
      }
    }
    throw failed;
  }
}

function isTransportFailure(error: unknown): boolean {
  return (
    TradewrightError.is(error) &&
    error.code === 'MODEL_UNAVAILABLE' &&
    transportReasons.has(error.facts['reason'])
  );
}
