/** Stands between a client and a TWS and writes down what passes. @module */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Clock } from '@tradewright/core';
import { clientLibrary } from '../../connection/client-library.ts';
import { FrameReader } from '../wire-frame.ts';
import type { RecordedFrame, RecordingHeader, WireRecording } from './wire-recording.ts';

/** Where the TWS is, what it is, whose time stamps the frames, and the day of the recording (`2026-11-20`). */
export type RecordingProxyOptions = {
  readonly host: string;
  readonly port: number;
  readonly source: RecordingHeader['source'];
  readonly clock: Clock;
  readonly date: string;
};

/** Bytes before the first frame of a client. */
const greeting = 'API\0'.length;

/** Passes every byte on unchanged. What it keeps is raw: sanitise it before it is written anywhere. */
export class RecordingProxy {
  readonly #options: RecordingProxyOptions;
  readonly #frames: RecordedFrame[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #start: number;
  #hasGreeted = false;

  constructor(options: RecordingProxyOptions) {
    this.#options = options;
    this.#start = options.clock.now();
    this.#server = createServer((client) => this.#accept(client));
  }

  /** Starts to listen on a free port of loopback and resolves to it. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Everything so far, raw. */
  recording(): WireRecording {
    const { source, date } = this.#options;
    const header: RecordingHeader = {
      kind: 'ib-wire',
      version: 1,
      source,
      serverVersion: 193,
      library: clientLibrary,
      date,
      start: this.#start,
      dropped: 0,
    };
    return { header, frames: [...this.#frames] };
  }

  #accept(client: Socket): void {
    const upstream = connect(this.#options.port, this.#options.host);
    const ends = [client, upstream] as const;
    for (const socket of ends) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        for (const other of ends) other.destroy();
      });
    }
    this.#pass(upstream, client, this.#recorder('in', 0));
    this.#pass(client, upstream, this.#recorder('out', greeting));
  }

  #pass(from: Socket, to: Socket, record: (chunk: Buffer) => void): void {
    from.on('data', (chunk) => {
      record(chunk);
      to.write(chunk);
    });
  }

  /** The greeting of later connections is left out: a playback is one connection. */
  #recorder(way: RecordedFrame['way'], skip: number): (chunk: Buffer) => void {
    const reader = new FrameReader();
    let left = skip;
    let isFirst = true;
    return (chunk) => {
      reader.push(chunk);
      if (left > 0 && !reader.skip(left)) return;
      left = 0;
      for (let fields = reader.next(); fields !== undefined; fields = reader.next()) {
        const isGreeting = isFirst;
        isFirst = false;
        if (isGreeting && (way === 'out' || this.#hasGreeted)) continue;
        if (isGreeting) this.#hasGreeted = true;
        this.#keep(way, fields);
      }
    };
  }

  /** The heartbeat belongs to the socket, not to the market. */
  #keep(way: RecordedFrame['way'], fields: readonly string[]): void {
    if (this.#frames.length > 0 && fields[0] === '49') return;
    this.#frames.push({ at: this.#options.clock.now() - this.#start, way, fields });
  }
}
