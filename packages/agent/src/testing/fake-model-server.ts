/** A model endpoint on loopback that answers by script and can misbehave. @module */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One scripted reaction. `silent` never answers, `stall` sends headers and half a body, `cut` drops the socket there. */
export type ModelReaction =
  | {
      readonly kind: 'answer';
      readonly body: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'silent' }
  | { readonly kind: 'stall'; readonly body: string }
  | { readonly kind: 'cut'; readonly body: string };

/** A request as it arrived. */
export type ModelServerRequest = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
};

/** A reaction, or what makes one of the request's body. */
export type ModelReactor = ModelReaction | ((body: unknown) => ModelReaction);

/** Speaks HTTP on 127.0.0.1; reactions are used up in order and the last one repeats. */
export class FakeModelServer {
  readonly requests: ModelServerRequest[] = [];
  readonly #reactions: ModelReactor[];
  readonly #server = createServer((request, response) => {
    this.#receive(request, response);
  });

  constructor(reactions: readonly ModelReactor[]) {
    this.#reactions = [...reactions];
  }

  /** Resolves to the base URL once the server listens. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/v1`;
  }

  /** Drops every connection. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      this.requests.push({ path: request.url ?? '', headers: request.headers, body });
      const next = this.#reactions.length > 1 ? this.#reactions.shift() : this.#reactions[0];
      if (next !== undefined) react(typeof next === 'function' ? next(body) : next, response);
    });
  }
}

function react(reaction: ModelReaction, response: ServerResponse): void {
  if (reaction.kind === 'silent') return;
  const headers = { 'content-type': 'application/json' };
  if (reaction.kind === 'answer') {
    response.writeHead(reaction.status ?? 200, { ...headers, ...reaction.headers });
    response.end(reaction.body);
    return;
  }
  response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(reaction.body) });
  response.write(reaction.body.slice(0, reaction.body.length / 2), () => {
    if (reaction.kind === 'cut') response.destroy();
  });
}
