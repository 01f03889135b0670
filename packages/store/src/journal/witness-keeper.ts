/** Keeps a witness of a journal in step with it. @module */
import { TradewrightError } from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';
import { genesisHash } from './event-hash.ts';
import type { ChainMark, Witness } from './witness.ts';

/** A mark is at most so many events old at the next {@link WitnessKeeper.tick}. */
const mostEvents = 1_000;
/** And at most so old, in ms. */
const longestMs = 5_000;

/** Compares at the open, and marks where the chain stands from time to time. */
export class WitnessKeeper {
  readonly #database: SqliteDatabase;
  readonly #witness: Witness;
  readonly #last;
  readonly #at;
  #marked = -1;
  #markedAt = Number.NEGATIVE_INFINITY;

  constructor(database: SqliteDatabase, witness: Witness) {
    this.#database = database;
    this.#witness = witness;
    this.#last = database.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1');
    this.#at = database.prepare('SELECT hash FROM event WHERE seq = ?');
  }

  /** What the witness knows and the journal does not have; `undefined` when nothing is missing. */
  loss(): string | undefined {
    const mark = this.#witness.read();
    if (mark === undefined || mark.seq === 0) return undefined;
    const found = this.#at.get(mark.seq) as { hash: string } | undefined;
    if (found?.hash === mark.hash) return undefined;
    const { seq } = this.head();
    return found === undefined
      ? `the journal ends at event ${seq} and its witness has seen event ${mark.seq}`
      : `event ${mark.seq} is not the one that the witness has seen`;
  }

  /** @throws TradewrightError `STORE_CORRUPT`: nothing may be written until a person has looked */
  assertWhole(path: string): void {
    const loss = this.loss();
    if (loss === undefined) return;
    throw new TradewrightError('STORE_CORRUPT', `The journal ${path} has lost events: ${loss}.`, {
      hint: 'reading verbs still work; bring a copy back with `tradewright restore FILE`, or go on with what is left by `tradewright recover --operator NAME`',
      facts: { path },
    });
  }

  /** Where the chain stands. */
  head(): ChainMark {
    const row = this.#last.get() as ChainMark | undefined;
    return row ?? { seq: 0, hash: genesisHash };
  }

  /** Marks where the chain stands, if it has moved. Two synced writes: never between an intent and its bytes. */
  mark(now: number): void {
    const head = this.head();
    this.#markedAt = now;
    if (head.seq === this.#marked || this.#database.inTransaction) return;
    this.#witness.write(head);
    this.#marked = head.seq;
  }

  /** To be called now and then: marks when the last mark has become old. */
  tick(now: number): void {
    const isOld = now - this.#markedAt >= longestMs;
    if (isOld || this.head().seq - this.#marked >= mostEvents) this.mark(now);
  }
}
