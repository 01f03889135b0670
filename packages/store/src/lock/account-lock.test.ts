import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AccountLock } from './account-lock.ts';
import { isAlive, processIdentity } from './process-identity.ts';

function anAccount() {
  return { folder: mkdtempSync(join(tmpdir(), 'lock-')), venue: 'PAPER', accountId: 'DU1' };
}

describe('AccountLock', () => {
  test('a second writer is refused and told who holds the account', () => {
    const account = anAccount();
    const lock = AccountLock.acquire(account);
    expect(() => AccountLock.acquire(account)).toThrow(String(process.pid));
    lock.release();
    expect(AccountLock.owner(account)).toBeUndefined();
  });

  test('another account is free', () => {
    const account = anAccount();
    AccountLock.acquire(account);
    expect(AccountLock.acquire({ ...account, accountId: 'DU2' }).isHeld()).toBe(true);
  });

  test('tokens rise with every owner, also after a release', () => {
    const account = anAccount();
    const first = AccountLock.acquire(account);
    first.release();
    const second = AccountLock.acquire(account);
    expect(second.token).toBeGreaterThan(first.token);
    expect(first.isHeld()).toBe(false);
  });

  test('the lock of a process that was killed is taken over', async () => {
    const account = anAccount();
    AccountLock.acquire(account).release();
    const child = spawn(
      process.execPath,
      ['-e', 'setInterval(() => {}, 1000); console.log("up")'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    const owner = processIdentity(child.pid ?? 0);
    const [name] = readdirSync(account.folder).filter((file) => file.endsWith('.token'));
    writeFileSync(
      join(account.folder, (name ?? '').replace('.token', '')),
      JSON.stringify({ token: 7, owner }),
    );
    expect(() => AccountLock.acquire(account)).toThrow('in use');
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await gone;
    expect(AccountLock.acquire(account).token).toBe(8);
  });

  test('a lock that cannot be read is not taken for a free account', () => {
    const account = anAccount();
    AccountLock.acquire(account);
    const [name] = readdirSync(account.folder).filter((file) => file.endsWith('.lock'));
    writeFileSync(join(account.folder, name ?? ''), 'not what it was');
    expect(() => AccountLock.acquire(account)).toThrow('could not be');
    expect(() => AccountLock.owner(account)).toThrow('JSON');
  });

  test('a process whose lock was taken over, removed or damaged may send no more', () => {
    const account = anAccount();
    const lock = AccountLock.acquire(account);
    expect(() => lock.assertHeld()).not.toThrow();
    const [name] = readdirSync(account.folder).filter((file) => file.endsWith('.lock'));
    const path = join(account.folder, name ?? '');
    writeFileSync(path, JSON.stringify({ token: lock.token + 1, owner: { pid: 7, started: '1' } }));
    const reasonOf = (): unknown => {
      try {
        return lock.assertHeld();
      } catch (error) {
        return error;
      }
    };
    expect(reasonOf()).toMatchObject({ code: 'LOCK_LOST', outcome: 'not-sent' });
    expect(() => lock.assertHeld()).toThrow('process 7 holds it under token 2');
    writeFileSync(path, '');
    expect(reasonOf()).toMatchObject({ code: 'LOCK_LOST', outcome: 'not-sent' });
    rmSync(path);
    expect(() => lock.assertHeld()).toThrow('the lock is gone');
  });

  test('the account id does not stand in any file name or file', () => {
    const account = anAccount();
    AccountLock.acquire(account);
    for (const name of readdirSync(account.folder)) {
      expect(name).not.toContain('DU1');
      expect(readFileSync(join(account.folder, name), 'utf8')).not.toContain('DU1');
    }
  });
});

test('a later process with the same id is not the same process', () => {
  const self = processIdentity(process.pid);
  expect(self !== undefined && isAlive(self)).toBe(true);
  expect(isAlive({ pid: process.pid, started: 'another tick' })).toBe(self?.started === null);
});
