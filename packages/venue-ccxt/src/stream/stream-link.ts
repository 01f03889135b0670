/** One socket to the venue, opened again whenever it ends or falls silent. @module */
import { TradewrightError, type Clock, type Undo } from '@tradewright/core/venue';
import { parseStreamFrame, type StreamFrame } from './stream-frame.ts';
import type { OpenStreamSocket, StreamSocket } from './stream-socket.ts';

/** What the link is wired to. */
export type StreamLinkPorts = {
  readonly clock: Clock;
  readonly url: string;
  /** Headers of an authenticated handshake; without them only market data can be read. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly openSocket: OpenStreamSocket;
  /** A socket that said nothing for this long, pings included, is dropped. */
  readonly staleMs: number;
  readonly onOpen: (isPrivate: boolean) => void;
  readonly onFrame: (frame: StreamFrame) => void;
  readonly onDown: () => void;
};

const [firstDelayMs, longestDelayMs] = [250, 30_000];

type Pending = { readonly done: () => void; readonly fail: (error: TradewrightError) => void };

/**
 * Keeps a socket open: pings it, drops it when nothing came back, and opens the next one after a delay
 * that doubles. A venue that refuses the key's handshake is asked once more without it.
 */
export class StreamLink {
  readonly #ports: StreamLinkPorts;
  readonly #pending = new Map<string, Pending>();
  #socket: StreamSocket | undefined;
  #giveUp: Undo | undefined;
  #timer: Undo | undefined;
  #watchdog: Undo | undefined;
  #heard = true;
  #isPrivate = true;
  #delayMs = firstDelayMs;
  #requests = 0;
  #running = false;
  #firstAttempt: () => void = () => undefined;

  constructor(ports: StreamLinkPorts) {
    this.#ports = ports;
  }

  get up(): boolean {
    return this.#socket !== undefined;
  }

  /** Resolves when the first attempt has opened or failed; later ones go on by themselves. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#running) return resolve();
      this.#running = true;
      this.#firstAttempt = resolve;
      this.#open();
    });
  }

  stop(): void {
    this.#running = false;
    this.#timer?.();
    this.#giveUp?.();
    this.#giveUp = undefined;
    this.#end();
  }

  /** Drops the socket; the next one begins with nothing known. */
  restart(): void {
    this.#socket?.end();
  }

  /** Asks for something; resolves when the venue confirmed it. @throws TradewrightError `VENUE_UNAVAILABLE` */
  request(method: string, params?: readonly string[]): Promise<void> {
    const socket = this.#socket;
    if (socket === undefined) return Promise.reject(unavailable('was not connected'));
    const id = String((this.#requests += 1));
    return new Promise((done, fail) => {
      this.#pending.set(id, { done, fail });
      socket.send(JSON.stringify(params === undefined ? { id, method } : { id, method, params }));
    });
  }

  #open(): void {
    const { clock, headers, openSocket, url, onFrame, onOpen, staleMs } = this.#ports;
    this.#giveUp = openSocket(url, this.#isPrivate ? headers() : {}, {
      onOpen: (socket) => {
        this.#socket = socket;
        this.#delayMs = firstDelayMs;
        this.#heard = true;
        this.#watchdog = clock.every(staleMs / 2, () => this.#watch(socket));
        onOpen(this.#isPrivate);
        this.#firstAttempt();
      },
      onText: (text) => {
        this.#heard = true;
        const frame = parseStreamFrame(text);
        if (frame?.kind === 'reply') this.#answered(frame.requestId, frame.ok);
        else if (frame !== undefined) onFrame(frame);
      },
      onEnd: (refused) => this.#ended(refused),
    });
  }

  #ended(refused: boolean): void {
    this.#end();
    this.#firstAttempt();
    if (!this.#running) return;
    if (refused) this.#isPrivate = !this.#isPrivate;
    this.#timer = this.#ports.clock.after(this.#delayMs, () => this.#open());
    this.#delayMs = Math.min(this.#delayMs * 2, longestDelayMs);
  }

  #end(): void {
    this.#watchdog?.();
    const wasUp = this.#socket !== undefined;
    this.#socket = undefined;
    for (const { fail } of this.#pending.values()) fail(unavailable('ended'));
    this.#pending.clear();
    if (wasUp) this.#ports.onDown();
  }

  #watch(socket: StreamSocket): void {
    if (!this.#heard) return socket.end();
    this.#heard = false;
    void this.request('ping').catch(() => undefined);
  }

  #answered(id: string, ok: boolean): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (ok) pending?.done();
    else pending?.fail(unavailable('refused a request'));
  }
}

function unavailable(what: string): TradewrightError {
  return new TradewrightError('VENUE_UNAVAILABLE', `The stream of Gemini ${what}.`, {
    hint: 'nothing is lost: orders and quotes are asked for until it is up again',
  });
}
