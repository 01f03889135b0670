/** Gemini's current WebSocket API: quotes, depth, prints and news of own orders. @module */
import type { Undo } from '@tradewright/core';
import { DepthBook } from './depth-book.ts';
import type { StreamFrame } from './stream-frame.ts';
import { StreamLink, type StreamLinkPorts } from './stream-link.ts';

/** A channel of one symbol, such as `btcusd@bookTicker`. */
export type StreamChannel = 'bookTicker' | 'depth@100ms' | 'trade';

/** Depth after a change. */
export type StreamDepth = {
  readonly id: string;
  readonly time: number;
  readonly bids: [number, number][];
  readonly asks: [number, number][];
};

/** What the stream is wired to. */
export type GeminiStreamPorts = Pick<
  StreamLinkPorts,
  'clock' | 'url' | 'headers' | 'openSocket' | 'staleMs'
> & {
  readonly onTicker: (ticker: Extract<StreamFrame, { kind: 'ticker' }>) => void;
  readonly onDepth: (depth: StreamDepth) => void;
  readonly onTrade: (trade: Extract<StreamFrame, { kind: 'trade' }>) => void;
  /** An order of the account moved; what it is now is asked for over REST. */
  readonly onOrder: (order: Extract<StreamFrame, { kind: 'order' }>) => void;
  readonly onBalance: () => void;
  /** The stream came up (with or without news of the account's orders) or went down. */
  readonly onState: (state: { readonly up: boolean; readonly isPrivate: boolean }) => void;
};

const shownDepth = 50;
const accountChannels = ['orders@account', 'balances@account'];

/**
 * Subscribes again after every reconnection. Depth is built from a snapshot and numbered differences;
 * after a gap nothing is told until a fresh snapshot came.
 */
export class GeminiStream {
  readonly #ports: GeminiStreamPorts;
  readonly #link: StreamLink;
  readonly #readers = new Map<string, number>();
  readonly #books = new Map<string, DepthBook>();

  constructor(ports: GeminiStreamPorts) {
    this.#ports = ports;
    this.#link = new StreamLink({
      ...ports,
      onOpen: (isPrivate) => this.#opened(isPrivate),
      onFrame: (frame) => this.#onFrame(frame),
      onDown: () => ports.onState({ up: false, isPrivate: false }),
    });
  }

  get up(): boolean {
    return this.#link.up;
  }

  /** Resolves when the first attempt has opened or failed; later ones go on by themselves. */
  start(): Promise<void> {
    return this.#link.start();
  }

  stop(): void {
    this.#link.stop();
  }

  /** Reads a channel of a symbol until undone; channels are shared. */
  read(id: string, channel: StreamChannel): Undo {
    const name = `${id}@${channel}`;
    const readers = this.#readers.get(name) ?? 0;
    this.#readers.set(name, readers + 1);
    if (readers === 0) this.#ask('subscribe', [name]);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      const left = (this.#readers.get(name) ?? 1) - 1;
      if (left > 0) return void this.#readers.set(name, left);
      this.#readers.delete(name);
      this.#books.delete(id);
      this.#ask('unsubscribe', [name]);
    };
  }

  /** Resolves when everything that the venue sent before has been taken in. @throws TradewrightError `VENUE_UNAVAILABLE` */
  flush(): Promise<void> {
    return this.#link.request('ping');
  }

  #opened(isPrivate: boolean): void {
    for (const book of this.#books.values()) book.reset();
    const channels = [...this.#readers.keys()];
    if (channels.length > 0) this.#ask('subscribe', channels);
    this.#ports.onState({ up: true, isPrivate: false });
    if (!isPrivate) return;
    // Only a confirmed subscription is a promise of news.
    void this.#link.request('subscribe', accountChannels).then(
      () => this.#ports.onState({ up: true, isPrivate: true }),
      () => undefined,
    );
  }

  #onFrame(frame: StreamFrame): void {
    if (frame.kind === 'ticker') this.#ports.onTicker(frame);
    else if (frame.kind === 'trade') this.#ports.onTrade(frame);
    else if (frame.kind === 'order') this.#ports.onOrder(frame);
    else if (frame.kind === 'balance') this.#ports.onBalance();
    else if (frame.kind === 'depth') this.#onDepth(frame);
  }

  #onDepth(frame: Extract<StreamFrame, { kind: 'depth' }>): void {
    const { id, time } = frame;
    if (!this.#readers.has(`${id}@depth@100ms`)) return;
    const book = this.#books.get(id) ?? new DepthBook();
    this.#books.set(id, book);
    const step = book.apply(frame);
    if (step === 'applied') this.#ports.onDepth({ id, time, ...book.top(shownDepth) });
    else if (step === 'gap') void this.#snapshotAgain(id);
  }

  /** The first frame of a subscription is a snapshot. A venue that does not play along gets a new socket. */
  async #snapshotAgain(id: string): Promise<void> {
    const channel = [`${id}@depth@100ms`];
    try {
      await this.#link.request('unsubscribe', channel);
      this.#books.get(id)?.reset();
      await this.#link.request('subscribe', channel);
    } catch {
      this.#link.restart();
    }
  }

  #ask(method: 'subscribe' | 'unsubscribe', channels: readonly string[]): void {
    if (this.#link.up) void this.#link.request(method, channels).catch(() => undefined);
  }
}
