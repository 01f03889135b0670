/** How the fake Gemini checks who speaks. @module */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { FakeRefusal } from './fake-refusal.ts';

/** What a signed request carries: the route it names, its nonce and its parameters. */
export type SignedRequest = Readonly<Record<string, unknown>>;

/**
 * Checks key, signature (HMAC-SHA384 over the base64 payload), the named route and the nonce, which
 * must be above every earlier one of the key. Source: docs.gemini.com/rest-api, authentication.
 */
export class GeminiSignature {
  readonly #apiKey: string;
  readonly #apiSecret: string;
  #lastNonce = 0;

  constructor(apiKey: string, apiSecret: string) {
    this.#apiKey = apiKey;
    this.#apiSecret = apiSecret;
  }

  /** The nonce last accepted. */
  get lastNonce(): number {
    return this.#lastNonce;
  }

  /** Makes every nonce up to `nonce` used, as another process with the same key would. */
  jumpTo(nonce: number): void {
    this.#lastNonce = nonce;
  }

  /** @throws FakeRefusal */
  check(path: string, headers: IncomingHttpHeaders): SignedRequest {
    const [key, payload, signature] = ['apikey', 'payload', 'signature'].map((name) => {
      const value = headers[`x-gemini-${name}`];
      return typeof value === 'string' ? value : '';
    }) as [string, string, string];
    if (key !== this.#apiKey) throw new FakeRefusal(400, 'InvalidApiKey', 'Invalid API key');
    const expected = createHmac('sha384', this.#apiSecret).update(payload).digest();
    const given = Buffer.from(signature, 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new FakeRefusal(400, 'InvalidSignature', 'InvalidSignature');
    const request = JSON.parse(Buffer.from(payload, 'base64').toString()) as SignedRequest;
    if (request['request'] !== path)
      throw new FakeRefusal(400, 'EndpointMismatch', `Payload names ${String(request['request'])}`);
    const nonce = Number(request['nonce']);
    if (!(nonce > this.#lastNonce))
      throw new FakeRefusal(
        400,
        'InvalidNonce',
        `Nonce '${nonce}' has not increased since your last call: out-of-sequence nonce <${nonce}> precedes previously used nonce <${this.#lastNonce}>`,
      );
    this.#lastNonce = nonce;
    return request;
  }
}
