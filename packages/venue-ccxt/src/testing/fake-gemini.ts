/** A Gemini on loopback for tests and simulations. Nothing it says was recorded at the venue. @module */
import { SystemClock, type Clock } from '@tradewright/core';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeFault } from './fake-faults.ts';
import { FakeMarket } from './fake-market.ts';
import type { FakePair } from './fake-order.ts';
import { FakeRefusal } from './fake-refusal.ts';
import { privateAnswer, publicAnswer } from './fake-routes.ts';
import { FakeStream } from './fake-stream.ts';
import { GeminiSignature } from './gemini-signature.ts';

/** What the fake starts with. */
export type FakeGeminiOptions = {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly clock?: Clock;
  /** By the venue's name in lower case; BTC and ETH in USD where left out. */
  readonly pairs?: ReadonlyMap<string, FakePair>;
  /** 0 takes a free port. */
  readonly port?: number;
};

const defaultPairs: ReadonlyMap<string, FakePair> = new Map([
  [
    'btcusd',
    {
      base: 'BTC',
      quote: 'USD',
      step: '0.00000001',
      tick: '0.01',
      minimum: '0.00001',
      status: 'open' as const,
    },
  ],
  [
    'ethusd',
    {
      base: 'ETH',
      quote: 'USD',
      step: '0.000001',
      tick: '0.01',
      minimum: '0.001',
      status: 'open' as const,
    },
  ],
]);

/**
 * Speaks Gemini's REST and WebSocket protocols: signatures and nonces are checked, payloads have the documented
 * shapes, and {@link FakeMarket} matches orders. Faults queue per path and are played one per request.
 */
export class FakeGemini {
  readonly market: FakeMarket;
  readonly signature: GeminiSignature;
  readonly stream: FakeStream;
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #faults = new Map<string, FakeFault[]>();
  readonly #requests: string[] = [];

  private constructor(options: FakeGeminiOptions) {
    this.#clock = options.clock ?? new SystemClock();
    const pairs = new Map(
      [...(options.pairs ?? defaultPairs)].map(([id, pair]) => [id, { ...pair }]),
    );
    this.market = new FakeMarket(pairs, () => this.#clock.now());
    this.signature = new GeminiSignature(options.apiKey, options.apiSecret);
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.stream = new FakeStream({
      server: this.#server,
      market: this.market,
      clock: this.#clock,
      apiKey: options.apiKey,
      apiSecret: options.apiSecret,
    });
  }

  static async start(options: FakeGeminiOptions): Promise<FakeGemini> {
    const fake = new FakeGemini(options);
    await new Promise<void>((resolve, reject) => {
      fake.#server.once('error', reject);
      fake.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return fake;
  }

  /** For `GEMINI_REST_URL`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** For `GEMINI_WS_URL`. */
  get wsUrl(): string {
    return this.url.replace('http', 'ws');
  }

  /** Paths asked for so far, in order. */
  get requests(): readonly string[] {
    return this.#requests;
  }

  /** Forgets the faults that wait. */
  heal(): void {
    this.#faults.clear();
  }

  /** Plays a fault on the next request of a path; several queue. */
  fail(path: string, fault: FakeFault): void {
    this.#faults.set(path, [...(this.#faults.get(path) ?? []), fault]);
  }

  async stop(): Promise<void> {
    this.stream.drop();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    this.#requests.push(path);
    const fault = this.#faults.get(path)?.shift();
    if (fault?.kind === 'jump') this.signature.jumpTo(fault.nonce);
    if (fault?.kind === 'drop' && !fault.done) return void request.socket.destroy();
    if (fault?.kind === 'answer' && fault.done !== true)
      return send(response, fault.status, fault.body);
    request.resume();
    request.once('end', () => {
      if (fault?.kind === 'twice') this.#answer(request, path);
      const { status, body } = this.#answer(request, path);
      if (fault?.kind === 'drop') request.socket.destroy();
      else if (fault?.kind === 'answer') send(response, fault.status, fault.body);
      else if (fault?.kind === 'late')
        this.#clock.after(fault.delayMs, () => send(response, status, JSON.stringify(body)));
      else send(response, status, JSON.stringify(body));
    });
  }

  #answer(request: IncomingMessage, path: string): { status: number; body: unknown } {
    try {
      if (request.method === 'GET') {
        const body = publicAnswer(this.market, path, this.#clock.now());
        if (body !== undefined) return { status: 200, body };
        throw new FakeRefusal(404, 'EndpointNotFound', `No endpoint ${path}`);
      }
      const signed = this.signature.check(path, request.headers);
      return { status: 200, body: privateAnswer(this.market, path, signed) };
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error;
      const { reason, message } = error;
      return { status: error.status, body: { result: 'error', reason, message } };
    }
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  const type = body.startsWith('<') ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type }).end(body);
}
