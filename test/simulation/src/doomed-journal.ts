/** The journal as one process sees it. @module */
import { TradewrightError, type Journal, type JournalEvent } from '@tradewright/core';

/** What the journal asks of its process. */
export type JournalHost = {
  readonly inner: Journal;
  /** A place where the process may end; throws when it does, or has ended. */
  readonly point: (name: string) => void;
  /** True when the disk fails this commit. */
  readonly fails: () => boolean;
  /** A commit begins. */
  readonly onCommit: () => void;
  /** Told of what is durable. */
  readonly onDurable: (events: readonly JournalEvent[]) => void;
};

/** Ends the process before, in or after a commit, or fails the commit, as its host says. */
export class DoomedJournal implements Journal {
  readonly #host: JournalHost;

  constructor(host: JournalHost) {
    this.#host = host;
  }

  append(events: readonly JournalEvent[]): void {
    this.#host.point('before commit');
    if (this.#host.fails())
      throw new TradewrightError(
        'STORE_UNWRITABLE',
        'The journal could not be written: disk full.',
      );
    this.#host.onCommit();
    this.#host.inner.append(events);
    this.#host.point('during commit');
    this.#host.onDurable(events);
    this.#host.point('after commit');
  }
}
