/** Keeps a session that was succeeded out of the books. @module */
import { TradewrightError } from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';

/**
 * The start of a session is its fencing token: whoever began last owns the books of the portfolio, and
 * an older session cannot append to them any more. Its successor has read ids and books as they stood, so
 * an entry that came later would carry a number of its own, or be booked twice.
 */
export class SessionFence {
  readonly #successor;
  readonly #session: string;
  readonly #portfolio: string;

  constructor(database: SqliteDatabase, session: string, portfolio: string) {
    this.#successor = database.prepare(
      `SELECT id FROM sessions WHERE portfolio = ? AND rowid > (SELECT rowid FROM sessions WHERE id = ?)
       ORDER BY rowid DESC LIMIT 1`,
    );
    this.#session = session;
    this.#portfolio = portfolio;
  }

  /** Must run inside the transaction of the append. @throws TradewrightError `LOCK_LOST`, outcome `not-sent` */
  assertNewest(): void {
    const row = this.#successor.get(this.#portfolio, this.#session) as { id: string } | undefined;
    if (row === undefined) return;
    throw new TradewrightError(
      'LOCK_LOST',
      `Session ${this.#session} could not write to the journal: session ${row.id} began after it and owns the books now.`,
      {
        outcome: 'not-sent',
        hint: `end this process; ${row.id} learns from the venue what this one has heard`,
      },
    );
  }
}
