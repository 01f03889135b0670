/** Copies of a journal, made beside whatever runs. @module */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { TradewrightError } from '@tradewright/core';
import { openReadOnlyDatabase } from '../database/open-database.ts';
import { verifyChain } from '../journal/verify-chain.ts';
import { verifyTables } from '../journal/verify-tables.ts';
import { Witness, witnessPath } from '../journal/witness.ts';
import { WitnessKeeper } from '../journal/witness-keeper.ts';

/** What a copy holds, all of it checked. */
export type BackupReport = {
  readonly file: string;
  readonly events: number;
  readonly sessions: number;
};

/**
 * Copies the journal to a new file while others may write, then checks the copy: its chain, and every
 * table against a rebuild. The file appears whole or not at all.
 *
 * @throws TradewrightError `USAGE` when the file exists, `STORE_UNWRITABLE`, `STORE_CORRUPT` when the copy does not hold
 */
export async function backupJournal(path: string, file: string): Promise<BackupReport> {
  mustNotExist(file);
  const temporary = `${file}.${process.pid}.new`;
  const source = openReadOnlyDatabase(path);
  try {
    await source.backup(temporary);
    const report = checked(temporary, file);
    sync(temporary);
    mustNotExist(file);
    renameSync(temporary, file);
    return report;
  } catch (cause) {
    if (TradewrightError.is(cause)) throw cause;
    throw unwritable(file, cause);
  } finally {
    source.close();
    removeDatabase(temporary);
  }
}

/**
 * Puts a copy in the place of the journal. The copy is checked first; what stood there is kept under the
 * name that is returned. Nobody may have the journal open for writing.
 *
 * @throws TradewrightError `STORE_UNWRITABLE`, `STORE_CORRUPT` when the copy does not hold: nothing was changed
 */
export function restoreJournal(
  file: string,
  path: string,
  kept: string,
): BackupReport & { readonly kept: string | null } {
  const temporary = `${path}.${process.pid}.new`;
  try {
    copyFileSync(file, temporary);
    const report = checked(temporary, file);
    sync(temporary);
    const hadOne = existsSync(path);
    for (const suffix of ['', '-wal', '-shm', '.witness'])
      if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${kept}${suffix}`);
    renameSync(temporary, path);
    markAnew(path);
    return { ...report, kept: hadOne ? kept : null };
  } catch (cause) {
    if (TradewrightError.is(cause)) throw cause;
    throw unwritable(path, cause);
  } finally {
    removeDatabase(temporary);
  }
}

/** Makes what is there the state that the witness vouches for: a person has looked. */
export function markAnew(path: string): void {
  const database = openReadOnlyDatabase(path);
  try {
    const witness = new Witness(witnessPath(path));
    witness.write(new WitnessKeeper(database, witness).head());
  } finally {
    database.close();
  }
}

function checked(path: string, shown: string): BackupReport {
  const copy = openReadOnlyDatabase(path);
  try {
    const chain = verifyChain(copy);
    const problem = chain.problem ?? verifyTables(copy);
    if (problem !== undefined)
      throw new TradewrightError('STORE_CORRUPT', `The copy ${shown} does not hold: ${problem}.`, {
        hint: 'take another copy; nothing was changed',
      });
    const row = copy.prepare('SELECT count(*) AS count FROM sessions').get();
    return { file: shown, events: chain.events, sessions: (row as { count: number }).count };
  } finally {
    copy.close();
  }
}

function mustNotExist(file: string): void {
  if (!existsSync(file)) return;
  throw new TradewrightError('USAGE', `The file ${file} existed already.`, {
    hint: 'name a new file: a copy never takes the place of another one',
  });
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    rmSync(`${path}${suffix}`, { force: true });
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function unwritable(path: string, cause: unknown): TradewrightError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TradewrightError('STORE_UNWRITABLE', `${path} could not be written: ${reason}.`, {
    cause,
    hint: 'check the path, its rights and the space on the disk',
  });
}
