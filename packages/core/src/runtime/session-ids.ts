/** Ids of one session. @module */
import { hash } from 'node:crypto';
import { TradewrightError } from '../errors/tradewright-error.ts';
import type { Ids } from '../ports/clock.ts';

/** Where a session's counters stand; persisted so that a resumed session never reuses an id. */
export type IdCounters = Readonly<Record<string, number>>;

/**
 * Deterministic ids: `<kind>-<n>` for our own records, `<prefix>-<session>-<n>-<check>` for orders.
 *
 * The check is four characters of a hash over the rest, so that a mistyped or foreign id with our
 * prefix is told from one that we made.
 */
export class SessionIds implements Ids {
  readonly #prefix: string;
  readonly #session: string;
  readonly #counters: Map<string, number>;

  /**
   * @param prefix - 1 to 6 of `[A-Za-z0-9]`; marks our orders at the venue.
   * @param sessionKey - 1 to 12 of `[a-z0-9]`, unique per session.
   * @throws TradewrightError `CONFIG_INVALID`
   */
  constructor(prefix: string, sessionKey: string, counters: IdCounters = {}) {
    if (!/^[A-Za-z0-9]{1,6}$/.test(prefix)) {
      throw new TradewrightError(
        'CONFIG_INVALID',
        `The order prefix "${prefix}" was not 1 to 6 letters or digits.`,
        {
          hint: 'set CLIENT_ORDER_PREFIX to something like TW',
        },
      );
    }
    if (!/^[a-z0-9]{1,12}$/.test(sessionKey)) {
      throw new TradewrightError(
        'INTERNAL',
        `The session key "${sessionKey}" was not 1 to 12 of a-z and 0-9.`,
      );
    }
    this.#prefix = prefix;
    this.#session = sessionKey;
    this.#counters = new Map(Object.entries(counters));
  }

  next(kind: string): string {
    return `${kind}-${this.#count(kind)}`;
  }

  clientOrderId(): string {
    const stem = `${this.#prefix}-${this.#session}-${this.#count('order').toString(36)}`;
    return `${stem}-${checkOf(stem)}`;
  }

  /** For persisting; hand it to the constructor of the resumed session. */
  counters(): IdCounters {
    return Object.fromEntries(this.#counters);
  }

  #count(kind: string): number {
    const count = (this.#counters.get(kind) ?? 0) + 1;
    this.#counters.set(kind, count);
    return count;
  }
}

/** True when the id carries the prefix and its check is right: made by some session of ours. */
export function isOwnClientOrderId(prefix: string, clientOrderId: string): boolean {
  const cut = clientOrderId.lastIndexOf('-');
  if (cut < 0 || !clientOrderId.startsWith(`${prefix}-`)) return false;
  return checkOf(clientOrderId.slice(0, cut)) === clientOrderId.slice(cut + 1);
}

function checkOf(stem: string): string {
  return hash('sha256', stem, 'hex').slice(0, 4);
}
