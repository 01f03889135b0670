/** What SQLite said, as our error. @module */
import { TradewrightError } from '@tradewright/core';

/**
 * @param what - The thing that could not be written, such as `The journal`.
 * @returns `STORE_LOCKED` while another connection holds the file, else `STORE_UNWRITABLE`; our own errors as they are
 */
export function storeError(what: string, cause: unknown): TradewrightError {
  if (TradewrightError.is(cause)) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const locked = isLocked(cause);
  return new TradewrightError(
    locked ? 'STORE_LOCKED' : 'STORE_UNWRITABLE',
    `${what} could not be written: ${reason}.`,
    {
      cause,
      hint: locked
        ? 'another process holds the database; stop it and try again'
        : 'check the disk and the rights of the data folder; nothing was written',
    },
  );
}

/** True for SQLite's own error about a file that another connection holds. */
export function isLocked(cause: unknown): boolean {
  const code = (cause as { code?: unknown }).code;
  return code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED';
}
