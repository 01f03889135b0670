/** A Gemini on loopback for tests and simulations. Nothing it says was recorded at the venue. @module */
import { SystemClock, type Clock } from '@tradewright/core';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { FakeFault } from './fake-faults.ts';
import type { FakeMarket } from './fake-market.ts';
import type { FakePair } from './fake-order.ts';
import type { FakeStream } from './fake-stream.ts';
import { FakeVenue } from './fake-venue.ts';
import type { GeminiSignature } from './gemini-signature.ts';

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
  readonly #venue: FakeVenue;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #clock: Clock;
  readonly #faults = new Map<string, FakeFault[]>();
  readonly #requests: string[] = [];

  private constructor(options: FakeGeminiOptions) {
    this.#clock = options.clock ?? new SystemClock();
    this.#venue = new FakeVenue({
      ...options,
      clock: this.#clock,
      pairs: options.pairs ?? defaultPairs,
    });
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      if (!this.stream.admits(request.headers))
        return void socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      this.#sockets.handleUpgrade(request, socket, head, (client) =>
        this.#welcome(request, client),
      );
    });
  }

  get market(): FakeMarket {
    return this.#venue.market;
  }

  get signature(): GeminiSignature {
    return this.#venue.signature;
  }

  get stream(): FakeStream {
    return this.#venue.stream;
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
      const seen = { method: request.method ?? 'GET', path, headers: request.headers };
      if (fault?.kind === 'twice') this.#venue.answer(seen);
      const { status, body } = this.#venue.answer(seen);
      if (fault?.kind === 'drop') request.socket.destroy();
      else if (fault?.kind === 'answer') send(response, fault.status, fault.body);
      else if (fault?.kind === 'late')
        this.#clock.after(fault.delayMs, () => send(response, status, body));
      else send(response, status, body);
    });
  }

  #welcome(request: IncomingMessage, socket: WebSocket): void {
    const { searchParams } = new URL(request.url ?? '/', 'ws://localhost');
    const ends = { send: (text: string) => socket.send(text), end: () => socket.terminate() };
    const session = this.stream.connect(request.headers, ends, searchParams);
    socket.on('close', () => session.closed());
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => session.onText(Buffer.isBuffer(data) ? data.toString() : ''));
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  const type = body.startsWith('<') ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type }).end(body);
}
