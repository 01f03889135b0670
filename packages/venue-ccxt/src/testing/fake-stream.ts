/** The WebSocket side of the fake Gemini, in the frames that the venue documents. @module */
import type { Clock } from '@tradewright/core';
import { createHmac } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { FakeDepth } from './fake-depth.ts';
import type { FakeMarket } from './fake-market.ts';
import type { FakeChange } from './fake-order.ts';
import { changeFrames, depthFrame } from './fake-frames.ts';

/** What the stream speaks for. */
export type FakeStreamOptions = {
  readonly server: Server;
  readonly market: FakeMarket;
  readonly clock: Clock;
  readonly apiKey: string;
  readonly apiSecret: string;
};

type Client = {
  readonly socket: WebSocket;
  readonly isPrivate: boolean;
  readonly channels: Set<string>;
};

/** Faults that a test may switch on at any time. */
export type StreamFaults = {
  /** Swallows this many depth frames, so that a reader sees a gap. */
  skipDepth: number;
  /** Says nothing at all, pings included. */
  silent: boolean;
  /** Refuses every signed handshake, as for a key without a time-based nonce. */
  refuseKeys: boolean;
  /** Sends every frame twice. */
  twice: boolean;
};

/** Streams what happens in a {@link FakeMarket}; handshakes with a key are checked. */
export class FakeStream {
  readonly faults: StreamFaults = { skipDepth: 0, silent: false, refuseKeys: false, twice: false };
  readonly #options: FakeStreamOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #clients = new Set<Client>();
  readonly #depth: FakeDepth;

  constructor(options: FakeStreamOptions) {
    this.#options = options;
    this.#depth = new FakeDepth(options.market);
    options.server.on('upgrade', (request, socket, head) => {
      const signed = request.headers['x-gemini-apikey'] !== undefined;
      if (signed && (this.faults.refuseKeys || !this.#isGenuine(request)))
        return void socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client, signed));
    });
    options.market.listen((change) => this.#publish(change));
  }

  /** How many readers are connected. */
  get size(): number {
    return this.#clients.size;
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const { socket } of this.#clients) socket.terminate();
  }

  #isGenuine({ headers }: IncomingMessage): boolean {
    const { apiKey, apiSecret, clock } = this.#options;
    const payload = String(headers['x-gemini-payload']);
    const nonce = Number(headers['x-gemini-nonce']);
    return (
      headers['x-gemini-apikey'] === apiKey &&
      Buffer.from(payload, 'base64').toString() === headers['x-gemini-nonce'] &&
      Math.abs(nonce - clock.now() / 1000) <= 30 &&
      headers['x-gemini-signature'] ===
        createHmac('sha384', apiSecret).update(payload).digest('hex')
    );
  }

  #welcome(socket: WebSocket, isPrivate: boolean): void {
    const client: Client = { socket, isPrivate, channels: new Set() };
    this.#clients.add(client);
    socket.on('close', () => this.#clients.delete(client));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) =>
      this.#onRequest(client, Buffer.isBuffer(data) ? data.toString() : ''),
    );
  }

  #onRequest(client: Client, text: string): void {
    const request = JSON.parse(text) as { id: string; method: string; params?: string[] };
    const channels = request.params ?? [];
    const known = ['ping', 'subscribe', 'unsubscribe'].includes(request.method);
    const allowed = channels.every((name) => client.isPrivate || !name.includes('@account'));
    const status = known && allowed ? 200 : 400;
    this.#send(client, JSON.stringify({ id: request.id, status, result: {} }));
    if (status !== 200) return;
    for (const name of channels) {
      if (request.method === 'unsubscribe') client.channels.delete(name);
      else this.#begin(client, name);
    }
  }

  /** A subscription to depth or to the ticker begins with what stands. */
  #begin(client: Client, name: string): void {
    client.channels.add(name);
    const [id = '', channel] = name.split('@');
    if (!this.#options.market.pairs.has(id)) return;
    if (channel === 'depth')
      this.#send(client, depthFrame(id, this.#depth.snapshot(id), this.#options.clock.now()));
    if (channel === 'bookTicker')
      this.#send(
        client,
        changeFrames({ kind: 'book', symbol: id }, this.#context())[0]?.text ?? '',
      );
  }

  #publish(change: FakeChange): void {
    const frames = [...changeFrames(change, this.#context())];
    if (change.kind === 'book') {
      const channel = `${change.symbol}@depth@100ms`;
      const part = this.#depth.difference(change.symbol);
      const text = depthFrame(change.symbol, part, this.#options.clock.now());
      if (this.faults.skipDepth > 0) this.faults.skipDepth -= 1;
      else frames.push({ channel, text });
    }
    for (const client of this.#clients)
      for (const { channel, text } of frames)
        if (client.channels.has(channel)) this.#send(client, text);
  }

  #context(): { market: FakeMarket; now: number } {
    return { market: this.#options.market, now: this.#options.clock.now() };
  }

  #send({ socket }: Client, text: string): void {
    if (this.faults.silent || text === '') return;
    socket.send(text);
    if (this.faults.twice) socket.send(text);
  }
}
