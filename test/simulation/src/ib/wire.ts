/** A TCP connection inside the process: two streams, and what can happen between them. @module */
import { Duplex } from 'node:stream';
import type { Random } from '@tradewright/core';

/** How the wire treats bytes. Times in ms. */
export type WireTerms = {
  readonly random: Random;
  /** The longest that bytes are under way. */
  readonly delayMs: () => number;
  /** Chance that a delivery ends somewhere inside what has arrived. */
  readonly splits: () => number;
  /** The client is about to hand bytes over; false when its process has ended. */
  readonly onWrite: (bytes: Buffer, wire: Wire) => boolean;
  /** Bytes are about to reach the client; false when its process has ended. */
  readonly onRead: () => boolean;
};

type Side = 'client' | 'server';

/** One end; the client library takes it for a socket. */
class WireEnd extends Duplex {
  readonly #send: (bytes: Buffer) => void;
  readonly #ended: () => void;

  constructor(send: (bytes: Buffer) => void, ended: () => void) {
    super({ allowHalfOpen: false });
    this.#send = send;
    this.#ended = ended;
  }

  /** There is nothing to delay here. */
  setNoDelay(): this {
    return this;
  }

  override _read(): void {
    // Whatever arrives is pushed.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#send(chunk);
    done();
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: () => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    this.#ended();
    done();
  }
}

/** Bytes on their way to one end, in order. */
type Direction = { bytes: Buffer[]; isArmed: boolean; isClosing: boolean };

/**
 * Carries bytes in order, glued and split as they come. It can stall (bytes wait), fall silent
 * (bytes vanish and neither end notices) and be cut (bytes under way are lost from some byte on).
 */
export class Wire {
  readonly client: WireEnd;
  readonly server: WireEnd;
  readonly #terms: WireTerms;
  readonly #to: Record<Side, Direction> = { client: idle(), server: idle() };
  #bytesLeft = Number.POSITIVE_INFINITY;
  #state: 'open' | 'stalled' | 'silent' | 'cut' = 'open';

  constructor(terms: WireTerms) {
    this.#terms = terms;
    this.client = new WireEnd(
      (bytes) => {
        if (terms.onWrite(bytes, this)) this.#write(bytes);
      },
      () => this.#close('server'),
    );
    this.server = new WireEnd(
      (bytes) => this.#carry('client', bytes),
      () => this.#close('client'),
    );
  }

  get state(): 'open' | 'stalled' | 'silent' | 'cut' {
    return this.#state;
  }

  /** True while something that the client wrote may still reach the venue. */
  get mayDeliver(): boolean {
    if (this.#state === 'cut' || this.#state === 'silent' || this.server.destroyed) return false;
    return !this.client.destroyed || this.#to.server.bytes.length > 0;
  }

  get hasBytesToVenue(): boolean {
    return this.#to.server.bytes.length > 0;
  }

  stall(): void {
    if (this.#state === 'open') this.#state = 'stalled';
  }

  resume(): void {
    if (this.#state !== 'stalled') return;
    this.#state = 'open';
    for (const side of ['client', 'server'] as const) this.#arm(side);
  }

  /** From now on everything is lost, and nobody is told. */
  fallSilent(): void {
    if (this.#state === 'cut') return;
    this.#state = 'silent';
    for (const side of ['client', 'server'] as const) this.#to[side] = idle();
  }

  /** Cuts by itself when the client has written so many bytes more; those before arrive. */
  cutAfter(bytes: number): void {
    this.#bytesLeft = bytes;
  }

  /** The venue notices at last that nobody is there. */
  dropServer(): void {
    this.server.destroy();
  }

  /** Ends here: what the client had written still arrives, or a random part of it. */
  cut(isWhole = false): void {
    if (this.#state === 'cut') return;
    const late = this.#state === 'silent' ? Buffer.alloc(0) : Buffer.concat(this.#to.server.bytes);
    const arrives = isWhole ? late.length : this.#terms.random.integer(0, late.length);
    this.#state = 'cut';
    if (arrives > 0 && !this.server.destroyed) this.server.push(late.subarray(0, arrives));
    this.client.destroy();
    this.server.destroy();
  }

  /** The client's process is gone: what it wrote is under way, nothing reaches it any more. */
  abandon(): void {
    this.client.removeAllListeners();
    this.client.on('error', () => undefined);
    this.client.destroy();
  }

  #write(bytes: Buffer): void {
    if (bytes.length < this.#bytesLeft) {
      this.#bytesLeft -= bytes.length;
      this.#carry('server', bytes);
      return;
    }
    this.#carry('server', bytes.subarray(0, this.#bytesLeft));
    this.#bytesLeft = 0;
    // A socket never ends inside the write that broke it.
    queueMicrotask(() => this.cut(true));
  }

  #carry(side: Side, bytes: Buffer): void {
    if (this.#state === 'silent' || this.#state === 'cut') return;
    this.#to[side].bytes.push(bytes);
    this.#arm(side);
  }

  #close(side: Side): void {
    if (this.#state === 'silent' || this.#state === 'cut') return;
    this.#to[side].isClosing = true;
    this.#arm(side);
  }

  #arm(side: Side): void {
    const way = this.#to[side];
    if (way.isArmed || this.#state !== 'open') return;
    if (way.bytes.length === 0 && !way.isClosing) return;
    way.isArmed = true;
    const { random, delayMs } = this.#terms;
    setTimeout(() => this.#deliver(side, way), random.integer(0, delayMs()));
  }

  #deliver(side: Side, way: Direction): void {
    way.isArmed = false;
    if (this.#state !== 'open' || way !== this.#to[side]) return;
    const end = side === 'client' ? this.client : this.server;
    const all = Buffer.concat(way.bytes);
    const { random, splits, onRead } = this.#terms;
    const size = random.next() < splits() ? random.integer(0, all.length) : all.length;
    way.bytes = size < all.length ? [all.subarray(size)] : [];
    if (size > 0 && !end.destroyed && (side === 'server' || onRead()))
      end.push(all.subarray(0, size));
    if (way.bytes.length === 0 && way.isClosing) end.destroy();
    else this.#arm(side);
  }
}

function idle(): Direction {
  return { bytes: [], isArmed: false, isClosing: false };
}
