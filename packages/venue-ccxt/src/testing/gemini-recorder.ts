/** Stands between a trader and Gemini and writes down what goes by. @module */
import type { Clock } from '@tradewright/core';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { CassetteSanitiser } from './cassette-sanitiser.ts';
import type { CassetteHttp, CassetteRow } from './cassette.ts';

/** Between whom to stand. */
export type GeminiRecorderOptions = {
  /** The venue's REST and WebSocket addresses. */
  readonly restUrl: string;
  readonly wsUrl: string;
  /** The market's clock, for the time of rows. */
  readonly clock: Clock;
  /** Takes each row, sanitised, in the order in which it went by. */
  readonly onRow: (row: CassetteRow) => void;
};

/** A socket of the reader may say something before the venue's is open. */
type Relay = { readonly reader: WebSocket; readonly venue: WebSocket; readonly waiting: string[] };

/**
 * A proxy on loopback: a trader whose `restUrl` and `wsUrl` point at it speaks to the venue as before.
 * Signed headers are passed on and never written; every row is sanitised before anybody sees it.
 */
export class GeminiRecorder {
  readonly #options: GeminiRecorderOptions;
  readonly #sanitiser = new CassetteSanitiser();
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #relays = new Set<Relay>();

  private constructor(options: GeminiRecorderOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => this.#forward(request, response));
    this.#server.on('upgrade', (request, socket, head) =>
      this.#sockets.handleUpgrade(request, socket, head, (reader) => this.#relay(request, reader)),
    );
  }

  static async start(options: GeminiRecorderOptions): Promise<GeminiRecorder> {
    const recorder = new GeminiRecorder(options);
    await new Promise<void>((resolve) => {
      recorder.#server.listen(0, '127.0.0.1', resolve);
    });
    return recorder;
  }

  /** For `restUrl`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** For `wsUrl`. */
  get wsUrl(): string {
    return this.url.replace('http', 'ws');
  }

  async stop(): Promise<void> {
    for (const { reader, venue } of this.#relays) {
      reader.terminate();
      venue.terminate();
    }
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.#options.restUrl);
    const { host: _host, 'accept-encoding': _encoding, ...headers } = request.headers;
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, { method: request.method ?? 'GET', headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        const status = incoming.statusCode ?? 502;
        this.#write(request, url, { status, body: body.toString() });
        const type = incoming.headers['content-type'] ?? 'application/json';
        response.writeHead(status, { 'content-type': type }).end(body);
      });
      incoming.on('error', () => request.socket.destroy());
    });
    outgoing.on('error', () => request.socket.destroy());
    request.pipe(outgoing);
  }

  #write(
    request: IncomingMessage,
    url: URL,
    answer: { readonly status: number; readonly body: string },
  ): void {
    const isGet = request.method === 'GET';
    const row: CassetteHttp = {
      kind: 'http',
      t: this.#options.clock.now(),
      method: isGet ? 'GET' : 'POST',
      path: url.pathname,
      params: isGet ? Object.fromEntries(url.searchParams) : signedParams(request),
      status: answer.status,
      body: jsonOr(answer.body),
    };
    this.#options.onRow(this.#sanitiser.http(row));
  }

  #relay(request: IncomingMessage, reader: WebSocket): void {
    const signed = Object.entries(request.headers).filter(([name]) => name.startsWith('x-gemini-'));
    const target = new URL(this.#options.wsUrl);
    target.search = new URL(request.url ?? '/', 'http://localhost').search;
    const venue = new WebSocket(target, {
      headers: Object.fromEntries(signed) as Record<string, string>,
    });
    const relay: Relay = { reader, venue, waiting: [] };
    this.#relays.add(relay);
    venue.on('open', () => {
      for (const text of relay.waiting.splice(0)) venue.send(text);
    });
    venue.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      const kept = this.#sanitiser.frame(text);
      if (kept !== undefined)
        this.#options.onRow({ kind: 'ws', t: this.#options.clock.now(), text: kept });
      reader.send(text);
    });
    reader.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      if (venue.readyState === WebSocket.OPEN) venue.send(text);
      else relay.waiting.push(text);
    });
    const end = (): void => {
      this.#relays.delete(relay);
      reader.terminate();
      venue.terminate();
    };
    for (const socket of [reader, venue]) socket.on('close', end).on('error', end);
  }
}

/** Parameters inside the signed payload, without what signs it. */
function signedParams(request: IncomingMessage): Record<string, unknown> {
  const payload = request.headers['x-gemini-payload'];
  const body = jsonOr(Buffer.from(typeof payload === 'string' ? payload : '', 'base64').toString());
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 200);
  }
}
