/** A journal that keeps the digest of what passes through it. @module */
import type { Journal } from '../ports/journal.ts';
import type { JournalEvent } from './journal-event.ts';
import { SessionDigest } from './session-digest.ts';

/** Appends to another journal first: what could not be made durable is not in the digest. */
export class DigestJournal implements Journal {
  readonly #inner: Journal;
  readonly #digest = new SessionDigest();

  constructor(inner: Journal) {
    this.#inner = inner;
  }

  append(events: readonly JournalEvent[]): void {
    this.#inner.append(events);
    for (const event of events) this.#digest.add(event);
  }

  /** Digest of everything appended so far, hexadecimal. */
  digest(): string {
    return this.#digest.value();
  }
}
