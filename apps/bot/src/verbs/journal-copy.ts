/** `tradewright backup FILE | restore FILE | recover`: copies of the journal, and going on after a loss. @module */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { TradewrightError, journalEvent } from '@tradewright/core';
import {
  AccountLock,
  backupJournal,
  markAnew,
  openStore,
  restoreJournal,
  type BackupReport,
} from '@tradewright/store';
import type { ExitCode } from '../exit-code.ts';
import { show, verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Copies the journal beside whatever runs, and checks the copy. */
export async function backup(file: string, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  mustHaveJournal(context);
  const report = await backupJournal(context.paths.database, resolve(context.folder, file));
  show(context, report, () => `${contentOf(report)}\n${file}: the chain and every table hold\n`);
  return 0;
}

/** Puts a copy in the place of the journal; what stood there is kept beside it. */
export async function restore(file: string, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { database } = context.paths;
  const source = resolve(context.folder, file);
  if (!existsSync(source))
    throw new TradewrightError('DATA_UNREADABLE', `There was no copy at ${source}.`, {
      hint: 'name a file that `tradewright backup` has made',
    });
  mustBeAlone(context);
  const stamp = new Date(context.clock.now()).toISOString().replace(/[-:]/g, '').slice(0, 15);
  const report = restoreJournal(source, database, `${database}.before-${stamp}`);
  const kept = report.kept === null ? '' : `what stood there is kept as ${report.kept}\n`;
  show(context, report, () => `${contentOf(report)}, restored\n${kept}`);
  return 0;
}

/** Goes on with a journal that has lost its end, once a person has looked. */
export async function recover(
  options: GlobalOptions & { readonly operator?: string },
): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { operator } = options;
  if (operator === undefined)
    throw new TradewrightError('USAGE', 'Nobody was named who has looked at the loss.', {
      hint: 'look at `tradewright sessions` and at the venue, then add --operator NAME',
    });
  mustHaveJournal(context);
  mustBeAlone(context);
  const loss = lossOf(context);
  const message = loss === null ? 'nothing is missing' : `${operator} goes on without: ${loss}`;
  if (loss !== null) acceptLoss(context, message);
  show(context, { loss, operator }, () => `${message}\n`);
  return 0;
}

/** What is missing at the end. @throws TradewrightError `STORE_CORRUPT` for damage that no person can accept */
function lossOf({ paths }: VerbContext): string | null {
  const store = openStore({ path: paths.database, readOnly: true });
  try {
    const { loss, damage } = store.condition();
    if (damage === null) return loss;
    throw new TradewrightError('STORE_CORRUPT', `The journal is damaged: ${damage}.`, {
      hint: 'bring a copy back with `tradewright restore FILE`; damage is not accepted',
    });
  } finally {
    store.close();
  }
}

function acceptLoss({ paths, clock }: VerbContext, message: string): void {
  markAnew(paths.database);
  const store = openStore({ path: paths.database });
  try {
    const id = store.lastSession();
    if (id === undefined) return;
    const time = clock.now();
    const done = { commandId: `recover-${time}`, verb: 'recover', outcome: 'done', message };
    store
      .journal(id, store.record(id).portfolioId)
      .append([journalEvent('command.handled', time, done)]);
  } finally {
    store.close();
  }
}

function mustHaveJournal({ paths }: VerbContext): void {
  if (existsSync(paths.database)) return;
  throw new TradewrightError('SESSION_UNKNOWN', `There was no database at ${paths.database}.`, {
    hint: 'run `tradewright demo` first, or set DATABASE_PATH',
  });
}

function mustBeAlone({ paths }: VerbContext): void {
  const [holder] = AccountLock.holders(paths.locks);
  if (holder === undefined) return;
  const { pid } = holder.owner;
  throw new TradewrightError('ACCOUNT_LOCKED', `Process ${pid} trades with this journal.`, {
    hint: 'stop that bot first',
    facts: { pid },
  });
}

function contentOf({ events, sessions }: BackupReport): string {
  return `${events} events of ${sessions} ${sessions === 1 ? 'session' : 'sessions'}`;
}
