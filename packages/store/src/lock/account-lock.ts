/** One account, one writer. @module */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TradewrightError } from '@tradewright/core';
import { exclusively } from './exclusively.ts';
import { isAlive, processIdentity, type ProcessIdentity } from './process-identity.ts';

/** Which account, and where locks are kept. */
export type AccountLockOptions = {
  readonly folder: string;
  readonly venue: string;
  readonly accountId: string;
};

/** Who owns an account, and under which fencing token. */
export type LockHolder = { readonly token: number; readonly owner: ProcessIdentity };

/**
 * A file that only one process can own, with a fencing token that rises with every owner. What a
 * former owner still wants to do can be told by its older token.
 */
export class AccountLock {
  readonly token: number;
  readonly #path: string;

  private constructor(path: string, token: number) {
    this.#path = path;
    this.token = token;
  }

  /** @throws TradewrightError `ACCOUNT_LOCKED` while another process owns the account; `STORE_UNWRITABLE` */
  static acquire(options: AccountLockOptions): AccountLock {
    const path = lockPath(options);
    try {
      mkdirSync(options.folder, { recursive: true });
      return exclusively(path, () => {
        const held = readLock(path);
        if (held !== undefined && isAlive(held.owner)) throw locked(options, held.owner.pid);
        const token = Math.max(held?.token ?? 0, readToken(path)) + 1;
        writeDurably(`${path}.token`, String(token));
        writeDurably(path, JSON.stringify({ token, owner: processIdentity(process.pid) }));
        return new AccountLock(path, token);
      });
    } catch (cause) {
      if (TradewrightError.is(cause)) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TradewrightError(
        'STORE_UNWRITABLE',
        `The lock of ${options.venue} could not be read or written: ${reason}.`,
        {
          cause,
          hint: 'set DATA_PATH to a place that can be written; a lock that is broken may be removed once no bot runs',
        },
      );
    }
  }

  /** The process that owns an account now; `undefined` when none does. */
  static owner(options: AccountLockOptions): ProcessIdentity | undefined {
    return AccountLock.holder(options)?.owner;
  }

  /** The owner of an account with its token; `undefined` when no living process owns it. */
  static holder(options: AccountLockOptions): LockHolder | undefined {
    const held = readLock(lockPath(options));
    return held !== undefined && isAlive(held.owner) ? held : undefined;
  }

  /** Every living owner of an account whose lock lies in a folder. */
  static holders(folder: string): readonly LockHolder[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith('.lock'))
      .flatMap((name) => readLock(join(folder, name)) ?? [])
      .filter(({ owner }) => isAlive(owner));
  }

  /** False once somebody else has taken the account over. */
  isHeld(): boolean {
    return readLock(this.#path)?.token === this.token;
  }

  /** To be asked before everything that leaves. @throws TradewrightError `LOCK_LOST`, outcome `not-sent`, once somebody else has taken the account over */
  assertHeld(): void {
    const found = this.#found();
    if (found === undefined) return;
    throw new TradewrightError(
      'LOCK_LOST',
      `This process held the account under token ${this.token}, and now ${found}.`,
      {
        outcome: 'not-sent',
        hint: 'end this process; the account belongs to whoever holds the lock',
      },
    );
  }

  /** What stands in the place of our lock; `undefined` while it is ours. */
  #found(): string | undefined {
    try {
      const now = readLock(this.#path);
      if (now === undefined) return 'the lock is gone';
      return now.token === this.token
        ? undefined
        : `process ${now.owner.pid} holds it under token ${now.token}`;
    } catch (error) {
      return `the lock cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** Gives the account free; harmless when it is not held any more. */
  release(): void {
    exclusively(this.#path, () => {
      if (this.isHeld()) unlinkSync(this.#path);
    });
  }
}

/** Names an account in files and tables; the account id itself never stands there. */
export function accountKey({
  venue,
  accountId,
}: Pick<AccountLockOptions, 'venue' | 'accountId'>): string {
  const account = createHash('sha256').update(accountId).digest('hex').slice(0, 12);
  return `${venue.toLowerCase()}-${account}`;
}

function lockPath(options: AccountLockOptions): string {
  return join(options.folder, `${accountKey(options)}.lock`);
}

/** A lock that is there and cannot be read is not a free account: the error goes on to the caller. */
function readLock(path: string): LockHolder | undefined {
  const text = readIfThere(path);
  return text === undefined ? undefined : (JSON.parse(text) as LockHolder);
}

function readToken(path: string): number {
  return Number(readIfThere(`${path}.token`) ?? 0);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function writeDurably(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.new`;
  const file = openSync(temporary, 'w');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

function locked(options: AccountLockOptions, pid: number): TradewrightError {
  return new TradewrightError(
    'ACCOUNT_LOCKED',
    `The ${options.venue} account was in use by process ${pid}.`,
    {
      hint: 'one account has one writer: stop that bot first, or use a reading verb',
      facts: { pid },
    },
  );
}
