/** A journal whose failures stop new risk. @module */
import type { Journal, JournalEvent } from '@tradewright/core';
import type { HealthCircuitManager } from './health-circuit-manager.ts';

/**
 * Passes everything on. An append that fails opens the circuit of the store and is thrown on; the
 * first one that succeeds again closes it and reports the recovery, since what the venue told
 * meanwhile could not be written.
 */
export class WatchedJournal implements Journal {
  readonly #journal: Journal;
  readonly #health: () => HealthCircuitManager;
  readonly #onRecovered: () => void;
  #failed = false;

  constructor(journal: Journal, health: () => HealthCircuitManager, onRecovered: () => void) {
    this.#journal = journal;
    this.#health = health;
    this.#onRecovered = onRecovered;
  }

  append(events: readonly JournalEvent[]): void {
    try {
      this.#journal.append(events);
    } catch (error) {
      this.#failed = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.#health().trip('store', reason);
      throw error;
    }
    if (!this.#failed) return;
    this.#failed = false;
    this.#health().succeeded('store');
    this.#onRecovered();
  }
}
