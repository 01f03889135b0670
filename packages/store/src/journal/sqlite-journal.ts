/** The append-only journal of one session. @module */
import { canonicalJson, type Journal, type JournalEvent } from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';
import { storeError } from '../database/store-error.ts';
import { eventHash, genesisHash } from './event-hash.ts';
import { Projector } from './projector.ts';
import { SessionFence } from './session-fence.ts';

/** Which run the events belong to; `ended` for the last words about one that cannot say them itself. */
export type JournalIdentity = {
  readonly session: string;
  readonly portfolio: string;
  readonly ended?: boolean;
};

/**
 * Writes events, their chain and every projection in one synchronous transaction. When `append`
 * returns, the bytes are on the disk (`synchronous=FULL`). A session that another one has succeeded
 * is refused with `LOCK_LOST`, in the same transaction that would have written.
 */
export class SqliteJournal implements Journal {
  readonly #database: SqliteDatabase;
  readonly #identity: JournalIdentity;
  readonly #projector: Projector;
  readonly #fence: SessionFence | undefined;
  readonly #insert;
  readonly #last;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  #seq = 0;
  #hash = genesisHash;
  #version = -1;

  constructor(database: SqliteDatabase, identity: JournalIdentity) {
    this.#database = database;
    this.#identity = identity;
    this.#projector = new Projector(database);
    const { session, portfolio, ended } = identity;
    this.#fence = ended === true ? undefined : new SessionFence(database, session, portfolio);
    this.#insert = database.prepare(
      'INSERT INTO event (seq, session, stream, type, version, time, body, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#last = database.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1');
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  append(events: readonly JournalEvent[]): void {
    if (events.length === 0) return;
    let begun = false;
    let seq = this.#seq;
    let hash = this.#hash;
    try {
      this.#begin.run();
      begun = true;
      const head = this.#head();
      seq = head.seq;
      hash = head.hash;
      for (const event of events) {
        seq += 1;
        hash = this.#write(event, seq, hash);
      }
      this.#commit.run();
    } catch (cause) {
      if (begun && this.#database.inTransaction) this.#rollback.run();
      throw storeError('The journal', cause);
    }
    this.#seq = seq;
    this.#hash = hash;
  }

  /** Where the chain stands: from memory, unless another connection has written since, perhaps our successor. */
  #head(): { readonly seq: number; readonly hash: string } {
    const version = this.#database.pragma('data_version', { simple: true }) as number;
    if (version !== this.#version) {
      this.#fence?.assertNewest();
      const row = this.#last.get() as { seq: number; hash: string } | undefined;
      this.#version = version;
      this.#seq = row?.seq ?? 0;
      this.#hash = row?.hash ?? genesisHash;
    }
    return { seq: this.#seq, hash: this.#hash };
  }

  #write(event: JournalEvent, seq: number, prevHash: string): string {
    const { session, portfolio } = this.#identity;
    const { type, version, time } = event;
    const body = canonicalJson(event.body);
    const hash = eventHash({ prevHash, seq, session, type, version, time, body });
    this.#insert.run(
      seq,
      session,
      type.slice(0, type.indexOf('.')),
      type,
      version,
      time,
      body,
      prevHash,
      hash,
    );
    this.#projector.project({ seq, session, portfolio, event, body });
    return hash;
  }
}
