/** One process at a time decides who owns a file. @module */
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TradewrightError } from '@tradewright/core';
import { isAlive, processIdentity, type ProcessIdentity } from './process-identity.ts';

/** A guard whose maker cannot be told is given up after so long. */
const abandonedMs = 10_000;

/** What dead makers left is kept for longer than any process hesitates between looking at a guard and moving it. */
const forgottenMs = 3_600_000;

const tries = 3;

/**
 * Runs `decide` while no other process decides about the same path. The guard is a folder that carries its
 * maker's name when it appears, so one whose maker was killed in the middle holds nobody up.
 *
 * @throws TradewrightError `ACCOUNT_LOCKED` while a living process decides
 */
export function exclusively<Result>(path: string, decide: () => Result): Result {
  const guard = `${path}.deciding`;
  const own = `${guard}.${process.pid}`;
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own);
  writeFileSync(join(own, 'maker'), JSON.stringify(processIdentity(process.pid)));
  try {
    for (let attempt = 1; !appears(own, guard); attempt += 1) {
      if (!retired(guard) && attempt >= tries)
        throw new TradewrightError(
          'ACCOUNT_LOCKED',
          'Another process was taking the account at this moment.',
          { hint: 'try again' },
        );
    }
    try {
      return decide();
    } finally {
      renameSync(guard, own);
    }
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Moving a folder onto one that is not empty fails: whoever came first has the guard. */
function appears(own: string, guard: string): boolean {
  try {
    renameSync(own, guard);
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moves the guard of a dead maker out of the way. Its new name is that of the maker and stays taken for a
 * while, so a process that has looked at the old guard cannot move a new one by mistake.
 */
function retired(guard: string): boolean {
  const maker = makerOf(guard);
  if (maker === 'gone') return true;
  if (maker === 'unknown' ? !isOld(guard, abandonedMs) : isAlive(maker)) return false;
  const name = maker === 'unknown' ? 'unknown' : `${maker.pid}-${maker.started ?? ''}`;
  forget(guard);
  return appears(guard, `${guard}.dead-${name}`);
}

function makerOf(guard: string): ProcessIdentity | 'gone' | 'unknown' {
  try {
    return JSON.parse(readFileSync(join(guard, 'maker'), 'utf8')) as ProcessIdentity;
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? 'gone' : 'unknown';
  }
}

function forget(guard: string): void {
  for (const name of readdirSync(dirname(guard))) {
    const path = join(dirname(guard), name);
    if (name.startsWith(`${basename(guard)}.dead-`) && isOld(path, forgottenMs))
      rmSync(path, { recursive: true, force: true });
  }
}

function isOld(path: string, ms: number): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > ms;
  } catch {
    return false;
  }
}
