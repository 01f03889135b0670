/** The WebSocket side of the fake Gemini, in the frames that the venue documents. @module */
import type { Clock } from '@tradewright/core';
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { FakeDepth } from './fake-depth.ts';
import type { FakeMarket } from './fake-market.ts';
import type { FakeChange } from './fake-order.ts';
import { changeFrames, depthFrame } from './fake-frames.ts';

/** What the stream speaks for. */
export type FakeStreamOptions = {
  readonly market: FakeMarket;
  readonly clock: Clock;
  readonly apiKey: string;
  readonly apiSecret: string;
};

/** A reader's socket, seen from the venue. */
export type FakeReader = {
  readonly send: (text: string) => void;
  /** Cuts the connection without a word. */
  readonly end: () => void;
};

/** What a reader's socket tells the venue. */
export type FakeSession = {
  readonly onText: (text: string) => void;
  readonly closed: () => void;
};

type Client = {
  readonly reader: FakeReader;
  readonly isPrivate: boolean;
  /** True when its orders end with it. */
  readonly cancels: boolean;
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
  readonly #clients = new Set<Client>();
  readonly #depth: FakeDepth;

  constructor(options: FakeStreamOptions) {
    this.#options = options;
    this.#depth = new FakeDepth(options.market);
    options.market.listen((change) => this.#publish(change));
  }

  /** How many readers are connected. */
  get size(): number {
    return this.#clients.size;
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const { reader } of this.#clients) reader.end();
  }

  /** False for a handshake with a key that is not genuine, or not wanted. */
  admits(headers: IncomingHttpHeaders): boolean {
    if (headers['x-gemini-apikey'] === undefined) return true;
    return !this.faults.refuseKeys && this.#isGenuine(headers);
  }

  /** Takes over a socket whose handshake was admitted; `query` is that of its address. */
  connect(
    headers: IncomingHttpHeaders,
    reader: FakeReader,
    query = new URLSearchParams(),
  ): FakeSession {
    const isPrivate = headers['x-gemini-apikey'] !== undefined;
    const cancels = isPrivate && query.get('cancelOnDisconnect') === 'true';
    const client: Client = { reader, isPrivate, cancels, channels: new Set() };
    this.#clients.add(client);
    return {
      onText: (text) => this.#onRequest(client, text),
      closed: () => this.#onClosed(client),
    };
  }

  #onClosed(client: Client): void {
    this.#clients.delete(client);
    if (!client.cancels) return;
    const { market } = this.#options;
    for (const order of market.orders) market.cancel(order);
  }

  #isGenuine(headers: IncomingHttpHeaders): boolean {
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

  #send({ reader }: Client, text: string): void {
    if (this.faults.silent || text === '') return;
    reader.send(text);
    if (this.faults.twice) reader.send(text);
  }
}
