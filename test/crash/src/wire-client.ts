/** One end of the socket: calls out, answers and events in. @module */
import { connect, type Socket } from 'node:net';
import { TradewrightError } from '@tradewright/core';
import { readLines } from './line-reader.ts';
import type { WireMessage } from './wire.ts';

type Waiting = {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
};

/** What a call may do on its way. */
export type CallHooks = {
  readonly written?: () => void;
  /** Runs before whoever called learns the answer. */
  readonly answered?: () => void;
};

/** Numbers its calls and gives each its answer. */
export class WireClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting & CallHooks>();
  #count = 0;
  #open = true;

  private constructor(socket: Socket, onEvent: (name: string, payload: unknown) => void) {
    this.#socket = socket;
    readLines(socket, (line) => this.#onMessage(line as WireMessage, onEvent));
    socket.on('close', () => this.#onClose());
    socket.on('error', () => undefined);
  }

  static open(
    path: string,
    onEvent: (name: string, payload: unknown) => void = () => undefined,
  ): Promise<WireClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(path, () => resolve(new WireClient(socket, onEvent)));
      socket.once('error', reject);
    });
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** @throws TradewrightError what the venue threw; `VENUE_NOT_CONNECTED` with an unknown outcome when the socket ends first */
  call<Result>(method: string, args: readonly unknown[], hooks: CallHooks = {}): Promise<Result> {
    const id = (this.#count += 1);
    const answer = new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, ...hooks });
    });
    this.#socket.write(`${JSON.stringify({ id, method, args })}\n`);
    hooks.written?.();
    return answer;
  }

  close(): void {
    this.#socket.destroy();
  }

  #onMessage(message: WireMessage, onEvent: (name: string, payload: unknown) => void): void {
    if ('event' in message) return onEvent(message.event, message.payload);
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    waiting?.answered?.();
    if ('result' in message) return waiting?.resolve(message.result as never);
    const { code, message: text, outcome } = message.failure;
    waiting?.reject(new TradewrightError(code, text, outcome === undefined ? {} : { outcome }));
  }

  #onClose(): void {
    this.#open = false;
    for (const { reject } of this.#waiting.values())
      reject(
        new TradewrightError('VENUE_NOT_CONNECTED', 'The socket ended before the answer.', {
          outcome: 'unknown',
        }),
      );
    this.#waiting.clear();
  }
}
