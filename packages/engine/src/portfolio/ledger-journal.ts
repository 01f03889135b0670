/** A journal that tells of every ledger entry once it is durable. @module */
import type { Journal, JournalEvent, LedgerEntry } from '@tradewright/core';

/** Passes everything on; whoever keeps sums of the ledger hears of an entry after the append, never before. */
export class LedgerJournal implements Journal {
  readonly #journal: Journal;
  readonly #onEntry: (entry: LedgerEntry) => void;

  constructor(journal: Journal, onEntry: (entry: LedgerEntry) => void) {
    this.#journal = journal;
    this.#onEntry = onEntry;
  }

  append(events: readonly JournalEvent[]): void {
    this.#journal.append(events);
    for (const event of events) if (event.type === 'ledger.posted') this.#onEntry(event.body);
  }
}
