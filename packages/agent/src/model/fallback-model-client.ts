/** Several models, the next one only when the one before cannot be reached. @module */
import {
  TradewrightError,
  type Clock,
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

/**
 * Moves on for failures of transport alone: an answer that is not liked, a refused request or an empty
 * budget ends the call. All hops share the deadline of the request, each with its part of what is left,
 * so that a silent model leaves the next one time to answer.
 */
export class FallbackModelClient implements ModelClient {
  readonly provider: string;
  readonly model: string;
  readonly #clock: Clock;
  readonly #chain: readonly [ModelClient, ...ModelClient[]];

  constructor(clock: Clock, first: ModelClient, ...rest: readonly ModelClient[]) {
    this.#clock = clock;
    this.#chain = [first, ...rest];
    this.provider = first.provider;
    this.model = first.model;
  }

  /** @throws TradewrightError `MODEL_*` of the last model that was asked */
  async complete(request: ModelRequest): Promise<ModelAnswer> {
    const deadline = this.#clock.monotonic() + request.deadlineMs;
    const passedOver: string[] = [];
    for (const [index, client] of this.#chain.entries()) {
      const hops = this.#chain.length - index;
      const left = deadline - this.#clock.monotonic();
      try {
        const answer = await client.complete({ ...request, deadlineMs: Math.max(1, left / hops) });
        return passedOver.length === 0 ? answer : { ...answer, passedOver };
      } catch (error) {
        if (hops === 1 || !isTransportFailure(error)) throw error;
        passedOver.push(`${client.model}: ${String(error.facts['reason'])}`);
      }
    }
    throw new TradewrightError('INTERNAL', 'A chain of models had no end.');
  }
}

function isTransportFailure(error: unknown): error is TradewrightError {
  return (
    TradewrightError.is(error) &&
    error.code === 'MODEL_UNAVAILABLE' &&
    transportReasons.has(error.facts['reason'])
  );
}
