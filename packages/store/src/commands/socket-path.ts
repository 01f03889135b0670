/** Where the bot of an account is spoken to. @module */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountKey, type AccountLockOptions } from '../lock/account-lock.ts';

/** Unix gives a socket's name 104 to 108 bytes, depending on the system. */
const longest = 100;

/** Beside the lock where the name fits, else in the temporary folder; a named pipe on Windows. */
export function commandSocketPath(account: AccountLockOptions): string {
  const beside = join(account.folder, `${accountKey(account)}.sock`);
  const short = createHash('sha256').update(beside).digest('hex').slice(0, 20);
  if (process.platform === 'win32') return `\\\\.\\pipe\\tradewright-${short}`;
  return Buffer.byteLength(beside) <= longest
    ? beside
    : join(tmpdir(), `tradewright-${short}.sock`);
}
