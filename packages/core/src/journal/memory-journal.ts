/** A journal that forgets with the process: backtests, tests and simulation. @module */
import type { Journal } from '../ports/journal.ts';
import type { JournalEvent } from './journal-event.ts';

/** Keeps what is appended in memory, in order. */
export class MemoryJournal implements Journal {
  readonly #events: JournalEvent[] = [];

  append(events: readonly JournalEvent[]): void {
    for (const event of events) this.#events.push(event);
  }

  /** Everything appended so far, oldest first. */
  get events(): readonly JournalEvent[] {
    return this.#events;
  }
}
