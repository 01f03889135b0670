/** Commands on their way from a verb to the bot that holds the account. @module */
import type { CommandResult, SessionCommand } from '@tradewright/core';
import { openDatabase, type SqliteDatabase } from '../database/open-database.ts';
import { storeError } from '../database/store-error.ts';

const schema = `CREATE TABLE IF NOT EXISTS commands (
  id TEXT PRIMARY KEY, account TEXT NOT NULL, token INTEGER NOT NULL, body TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL,
  taken INTEGER, withdrawn INTEGER, ended INTEGER, result TEXT
) STRICT;`;

/** A command for the owner of an account under exactly this fencing token. Times are ms UTC. */
export type NewCommand = {
  readonly id: string;
  readonly account: string;
  readonly token: number;
  readonly command: SessionCommand;
  readonly created: number;
  readonly expires: number;
};

/** How far a command has come. */
export type CommandProgress = {
  readonly taken: boolean;
  readonly result: CommandResult | undefined;
};

/**
 * A row is taken at most once or withdrawn, never both: each is one conditional update that is
 * durable when it returns. The table has a file of its own, so that no verb ever waits for, or holds
 * up, a commit of the order path.
 */
export class CommandTable {
  readonly #database: SqliteDatabase;

  /** @throws TradewrightError `STORE_UNWRITABLE`, `STORE_CORRUPT`, `STORE_LOCKED` */
  constructor(path: string) {
    this.#database = openDatabase(path, 'FULL');
    try {
      this.#write(() => this.#database.exec(schema));
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** @throws TradewrightError `STORE_LOCKED` when another process holds the file: then the command is not there */
  add({ id, account, token, command, created, expires }: NewCommand): void {
    this.#write(() =>
      this.#database
        .prepare(
          'INSERT INTO commands (id, account, token, body, created, expires) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(id, account, token, JSON.stringify(command), created, expires),
    );
  }

  /**
   * The command, for its one execution; `undefined` when it is not (or no longer) to be executed.
   *
   * @throws TradewrightError `STORE_LOCKED`; then it is not taken
   */
  take(
    id: string,
    holder: { readonly account: string; readonly token: number },
    now: number,
  ): SessionCommand | undefined {
    const row = this.#write(() =>
      this.#database
        .prepare(
          `UPDATE commands SET taken = ? WHERE id = ? AND account = ? AND token = ?
           AND taken IS NULL AND withdrawn IS NULL AND expires > ? RETURNING body`,
        )
        .get(now, id, holder.account, holder.token, now),
    ) as { body: string } | undefined;
    return row === undefined ? undefined : (JSON.parse(row.body) as SessionCommand);
  }

  /** True when the command had not been taken: from then on it never will be. @throws TradewrightError `STORE_LOCKED` */
  withdraw(id: string, now: number): boolean {
    const { changes } = this.#write(() =>
      this.#database
        .prepare('UPDATE commands SET withdrawn = ? WHERE id = ? AND taken IS NULL')
        .run(now, id),
    );
    return changes === 1;
  }

  /** Writes down how a taken command ended. */
  finish(id: string, result: CommandResult, now: number): void {
    this.#write(() =>
      this.#database
        .prepare('UPDATE commands SET ended = ?, result = ? WHERE id = ? AND taken IS NOT NULL')
        .run(now, JSON.stringify(result), id),
    );
  }

  progress(id: string): CommandProgress {
    const row = this.#database
      .prepare('SELECT taken, result FROM commands WHERE id = ?')
      .get(id) as { taken: number | null; result: string | null } | undefined;
    const text = row?.result ?? null;
    return {
      taken: (row?.taken ?? null) !== null,
      result: text === null ? undefined : (JSON.parse(text) as CommandResult),
    };
  }

  close(): void {
    this.#database.close();
  }

  #write<Result>(change: () => Result): Result {
    try {
      return change();
    } catch (cause) {
      throw storeError('The table of commands', cause);
    }
  }
}
