/** The fake Gemini without a socket: requests in, answers out. @module */
import type { Clock } from '@tradewright/core';
import type { IncomingHttpHeaders } from 'node:http';
import { FakeMarket } from './fake-market.ts';
import type { FakePair } from './fake-order.ts';
import { FakeRefusal } from './fake-refusal.ts';
import { privateAnswer, publicAnswer } from './fake-routes.ts';
import { FakeStream } from './fake-stream.ts';
import { GeminiSignature } from './gemini-signature.ts';

/** What the venue starts with. */
export type FakeVenueOptions = {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly clock: Clock;
  /** By the venue's name in lower case. */
  readonly pairs: ReadonlyMap<string, FakePair>;
};

/** A request as the venue sees it; header names are in lower case. */
export type FakeRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
};

/** An answer before it goes on the wire. */
export type FakeAnswer = { readonly status: number; readonly body: string };

/** Checks signatures and nonces, answers in the documented shapes, and streams what happens. */
export class FakeVenue {
  readonly market: FakeMarket;
  readonly signature: GeminiSignature;
  readonly stream: FakeStream;
  readonly #clock: Clock;

  constructor(options: FakeVenueOptions) {
    const { apiKey, apiSecret, clock, pairs } = options;
    this.#clock = clock;
    const own = new Map([...pairs].map(([id, pair]) => [id, { ...pair }]));
    this.market = new FakeMarket(own, () => clock.now());
    this.signature = new GeminiSignature(apiKey, apiSecret);
    this.stream = new FakeStream({ ...options, market: this.market });
  }

  answer({ method, path, headers }: FakeRequest): FakeAnswer {
    try {
      const body =
        method === 'GET'
          ? publicAnswer(this.market, path, this.#clock.now())
          : privateAnswer(this.market, path, this.signature.check(path, headers));
      if (body !== undefined) return { status: 200, body: JSON.stringify(body) };
      throw new FakeRefusal(404, 'EndpointNotFound', `No endpoint ${path}`);
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error;
      const { status, reason, message } = error;
      return { status, body: JSON.stringify({ result: 'error', reason, message }) };
    }
  }
}
