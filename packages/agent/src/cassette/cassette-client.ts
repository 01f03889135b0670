/** A model that answers from a cassette. @module */
import {
  Decimal,
  TradewrightError,
  type ErrorCode,
  type ModelAnswer,
  type ModelClient,
  type ModelRequest,
} from '@tradewright/core';
import type { DecisionSpend } from '../budget/decision-spend.ts';
import { promptHash, requestHash, type Prompt } from '../strategy/request-hash.ts';
import type { Cassette, CassetteExchange, CassetteHeader } from './cassette-line.ts';

/** What a miss does: fail, or answer as the recorded session did at the same place. */
type CassetteMiss = 'fail' | 'same-time';

/** How the cassette is played. `canary` is that of this session; hashes count every canary as one word. */
export type CassetteClientOptions = {
  readonly canary: string;
  readonly onMiss?: CassetteMiss;
};

/**
 * Answers a request that was recorded with what was recorded, failures and costs too; the same
 * request several times with its answers in order, the last one repeated. A request that was never
 * recorded is no network fault and is not taken for one.
 */
export class CassetteModelClient implements ModelClient {
  readonly provider: string;
  readonly model: string;
  /** Where the answers come from; a recording of the played session says the same. */
  readonly source: CassetteHeader['source'];
  /** Exchanges that were asked for and not there. */
  misses = 0;
  readonly #options: CassetteClientOptions;
  readonly #recorded = new Map<string, CassetteExchange[]>();
  readonly #byTime = new Map<string, CassetteExchange[]>();
  readonly #prompts = new WeakMap<object, string>();
  #charged = Decimal.zero;

  constructor(cassette: Cassette, options: CassetteClientOptions) {
    this.provider = cassette.header.provider;
    this.model = cassette.header.model;
    this.source = cassette.header.source;
    this.#options = options;
    for (const exchange of cassette.exchanges) {
      push(this.#recorded, exchange.hash, exchange);
      push(this.#byTime, placeOf(exchange), exchange);
    }
  }

  /** What the recorded session was charged, as its decisions are replayed. */
  get spend(): DecisionSpend {
    return {
      currency: 'USD',
      begin: () => {
        this.#charged = Decimal.zero;
      },
      charged: () => this.#charged,
    };
  }

  /** @throws TradewrightError `MODEL_*` as recorded, and `MODEL_UNAVAILABLE` with the reason `cassette-miss` */
  async complete(request: ModelRequest): Promise<ModelAnswer> {
    const found =
      take(this.#recorded, requestHash(this.#promptHash(request), request)) ??
      this.#instead(request);
    if (found === undefined) {
      throw new TradewrightError('MODEL_UNAVAILABLE', 'The request was not on the cassette.', {
        hint: 'the prompt, the tools or the data differ from those recorded; record again',
        facts: { reason: 'cassette-miss' },
      });
    }
    this.#charged = Decimal.from(found.charged);
    if (found.answer !== null) return { ...found.answer, rawBody: '' };
    const { code = 'MODEL_UNAVAILABLE', reason = '' } = found.failure ?? {};
    throw new TradewrightError(code as ErrorCode, 'The recorded request failed.', {
      facts: { reason },
    });
  }

  #instead(request: ModelRequest): CassetteExchange | undefined {
    this.misses += 1;
    return this.#options.onMiss === 'same-time' ? take(this.#byTime, placeOf(request)) : undefined;
  }

  #promptHash(request: Prompt): string {
    const known = this.#prompts.get(request.tools);
    if (known !== undefined) return known;
    const hash = promptHash(request, this.#options.canary);
    this.#prompts.set(request.tools, hash);
    return hash;
  }
}

/** The session time that the input names, the purpose and the step. */
function placeOf(
  request: Pick<ModelRequest, 'purpose' | 'input'> & { readonly exchanges: readonly unknown[] },
): string {
  const time = /^\{"time":"([^"]*)"/.exec(request.input)?.[1] ?? '';
  return `${time} ${request.purpose} ${String(request.exchanges.length)}`;
}

function push(map: Map<string, CassetteExchange[]>, key: string, exchange: CassetteExchange): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [exchange]);
  else list.push(exchange);
}

function take(map: Map<string, CassetteExchange[]>, key: string): CassetteExchange | undefined {
  const list = map.get(key);
  return list !== undefined && list.length > 1 ? list.shift() : list?.[0];
}
