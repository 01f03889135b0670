/** Answers a trader from a cassette, exactly as recorded. @module */
import { canonicalJson } from '@tradewright/core';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Cassette, CassetteHttp } from './cassette.ts';

/** Calls that may be asked again: their last answer stands. */
const commands = new Set(['/v1/order/new', '/v1/order/cancel', '/v1/order/cancel/all']);

/** Keys of a payload that change with every call. */
const signing = new Set(['request', 'nonce', 'account']);

/**
 * A Gemini on loopback that knows one recording. Questions are matched by path and parameters, in their
 * recorded order; client ids may differ, they are matched by the order of their appearance. Frames come
 * when every answer recorded before them was given. What the recording does not have is refused.
 */
export class GeminiPlayback {
  readonly #rows: Cassette['rows'];
  readonly #given = new Set<number>();
  readonly #clients = new Map<string, string>();
  readonly #missed: string[] = [];
  readonly #readers = new Set<WebSocket>();
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  #released = 0;

  private constructor(cassette: Cassette) {
    this.#rows = cassette.rows;
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.#server.on('upgrade', (request, socket, head) =>
      this.#sockets.handleUpgrade(request, socket, head, (reader) => this.#welcome(reader)),
    );
  }

  static async start(cassette: Cassette): Promise<GeminiPlayback> {
    const playback = new GeminiPlayback(cassette);
    await new Promise<void>((resolve) => {
      playback.#server.listen(0, '127.0.0.1', resolve);
    });
    return playback;
  }

  /** For `restUrl`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** For `wsUrl`. */
  get wsUrl(): string {
    return this.url.replace('http', 'ws');
  }

  /** Questions that the recording does not have. */
  get missed(): readonly string[] {
    return this.#missed;
  }

  async stop(): Promise<void> {
    for (const reader of this.#readers) reader.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const params =
      request.method === 'GET' ? Object.fromEntries(url.searchParams) : signedParams(request);
    const index = this.#find(url.pathname, this.#asRecorded(params));
    request.resume();
    request.once('end', () => {
      const row = index === undefined ? undefined : this.#rows[index];
      if (index === undefined || row?.kind !== 'http') {
        this.#missed.push(`${request.method ?? ''} ${url.pathname} ${canonicalJson(params)}`);
        return send(response, 400, {
          result: 'error',
          reason: 'NotRecorded',
          message: url.pathname,
        });
      }
      this.#given.add(index);
      send(response, row.status, JSON.parse(this.#asLive(JSON.stringify(row.body))));
      this.#release();
    });
  }

  /** The next unanswered row of the same question; a query may take the last answered one again. */
  #find(path: string, params: Readonly<Record<string, unknown>>): number | undefined {
    const wanted = canonicalJson(params);
    const isSame = (row: CassetteHttp): boolean =>
      row.path === path && canonicalJson(row.params) === wanted;
    let last: number | undefined;
    for (const [index, row] of this.#rows.entries()) {
      if (row.kind !== 'http' || !isSame(row)) continue;
      if (!this.#given.has(index)) return index;
      last = index;
    }
    return commands.has(path) ? undefined : last;
  }

  #welcome(reader: WebSocket): void {
    this.#readers.add(reader);
    reader.on('close', () => this.#readers.delete(reader));
    reader.on('message', (data) => {
      const { id } = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '{}') as { id?: string };
      reader.send(JSON.stringify({ id, status: 200, result: {} }));
      this.#release();
    });
  }

  #release(): void {
    if (this.#readers.size === 0) return;
    for (
      let row = this.#rows[this.#released];
      row !== undefined;
      row = this.#rows[this.#released]
    ) {
      if (row.kind === 'http' && !this.#given.has(this.#released)) return;
      if (row.kind === 'ws')
        for (const reader of this.#readers) reader.send(this.#asLive(row.text));
      this.#released += 1;
    }
  }

  #asRecorded(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const id = params['client_order_id'];
    if (typeof id !== 'string') return params;
    const known = this.#clients.get(id) ?? `client-${this.#clients.size + 1}`;
    this.#clients.set(id, known);
    return { ...params, client_order_id: known };
  }

  #asLive(text: string): string {
    let live = text;
    for (const [id, recorded] of this.#clients) live = live.replaceAll(`"${recorded}"`, `"${id}"`);
    return live;
  }
}

function signedParams(request: IncomingMessage): Record<string, unknown> {
  const payload = String(request.headers['x-gemini-payload'] ?? '');
  const body = JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !signing.has(name)));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
