/** A TWS that only says what one said before. @module */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Clock } from '@tradewright/core';
import { encodeFrame, FrameReader } from '../wire-frame.ts';
import { RequestPlayback } from './request-playback.ts';
import { StrictPlayback } from './strict-playback.ts';
import type { WireRecording } from './wire-recording.ts';

/** `strict` lives the recording through once, by the clock; `by-request` answers questions in any order. */
export type PlaybackMode = 'strict' | 'by-request';

/** Listens on loopback and serves one recording. */
export class PlaybackServer {
  readonly #recording: WireRecording;
  readonly #clock: Clock;
  readonly #strict: StrictPlayback | undefined;
  readonly #byRequest: RequestPlayback;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(recording: WireRecording, mode: PlaybackMode, clock: Clock) {
    this.#recording = recording;
    this.#clock = clock;
    this.#strict = mode === 'strict' ? new StrictPlayback(recording) : undefined;
    this.#byRequest = new RequestPlayback(recording, 'richest');
    this.#server = createServer((socket) => this.#accept(socket));
  }

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

  /** The market's time has moved: what TWS said by now goes out. */
  advance(): void {
    const frames = this.#strict?.release(this.#clock.now()) ?? [];
    for (const socket of this.#sockets) sendAll(socket, frames);
  }

  /** How the client left the recording; `undefined` when it did not, or where any order is fine. */
  difference(): string | undefined {
    return this.#strict?.difference(this.#clock.now());
  }

  #accept(socket: Socket): void {
    const reader = new FrameReader();
    let phase: 'prefix' | 'version' | 'open' = 'prefix';
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (chunk) => {
      reader.push(chunk);
      if (phase === 'prefix') {
        if (!reader.skip(4)) return;
        phase = 'version';
      }
      for (let fields = reader.next(); fields !== undefined; fields = reader.next()) {
        if (phase === 'version') {
          phase = 'open';
          sendAll(socket, [this.#recording.frames[0]?.fields ?? []]);
        } else sendAll(socket, this.#answer(fields));
      }
    });
  }

  /** The heartbeat is answered here: it is no part of a recording. */
  #answer(fields: readonly string[]): readonly (readonly string[])[] {
    const now = this.#clock.now();
    if (fields[0] === '49') {
      const before = this.#strict?.release(now) ?? [];
      return [...before, ['49', '1', String(Math.floor(now / 1_000))]];
    }
    if (this.#strict === undefined)
      return this.#byRequest.answer(fields).map((frame) => frame.fields);
    this.#strict.take(fields);
    return this.#strict.release(now);
  }
}

function sendAll(socket: Socket, frames: readonly (readonly string[])[]): void {
  if (frames.length > 0 && !socket.destroyed)
    socket.write(Buffer.concat(frames.map((fields) => encodeFrame(fields))));
}
