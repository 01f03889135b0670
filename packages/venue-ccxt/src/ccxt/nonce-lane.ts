/** Nonces of one API key: strictly increasing over calls and over restarts. @module */
import { TradewrightError, type Clock, type DurableMap } from '@tradewright/core/venue';

/**
 * What the venue expects: `ms` for keys with a counting nonce, `seconds` for keys with a time-based
 * one (accepted within 30 s of the venue's clock; the fraction keeps it increasing).
 */
export type NonceMode = 'ms' | 'seconds';

/** How far the durable mark runs ahead of the nonce last given, in ms: one write per this many calls or ms. */
const reserved = 1_000;

/** Gives nonces. The mark in `state` is always at or above every nonce ever given. */
export class NonceLane {
  readonly #clock: Clock;
  readonly #state: DurableMap;
  readonly #key: string;
  readonly #mode: NonceMode;
  #closed = false;
  #last: number;
  #mark: number;

  /** @param key - Names the API key within `state`; a fingerprint, never the key itself. */
  constructor(clock: Clock, state: DurableMap, key: string, mode: NonceMode = 'ms') {
    this.#clock = clock;
    this.#state = state;
    this.#key = `nonce:${key}`;
    this.#mode = mode;
    const stored = Number(state.get(this.#key) ?? '0');
    this.#mark = Number.isSafeInteger(stored) ? stored : 0;
    this.#last = this.#mark;
  }

  /** The next nonce, as the venue wants it. @throws TradewrightError `VENUE_NOT_CONNECTED` after {@link NonceLane.close} */
  next(): string {
    if (this.#closed)
      throw new TradewrightError('VENUE_NOT_CONNECTED', 'The trader was closed before this call.', {
        outcome: 'not-sent',
        hint: 'nothing was sent; connect again',
      });
    this.#last = Math.max(this.#last + 1, this.#clock.now());
    this.#keepMark();
    return this.last;
  }

  /** The nonce last given, as the venue wants it. */
  get last(): string {
    return this.#mode === 'ms' ? String(this.#last) : (this.#last / 1000).toFixed(3);
  }

  /** Nothing is signed any more: a successor may have taken over the key. */
  close(): void {
    this.#closed = true;
  }

  /** Moves above a nonce that the venue has already seen, in ms. */
  raiseAbove(seen: number): void {
    if (Number.isSafeInteger(seen) && seen > this.#last) this.#last = seen;
  }

  #keepMark(): void {
    if (this.#last <= this.#mark) return;
    this.#mark = this.#last + reserved;
    this.#state.set(this.#key, String(this.#mark));
  }
}
