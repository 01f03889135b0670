/** A verb's side of the hand-over. @module */
import { createConnection } from 'node:net';
import {
  TradewrightError,
  type Clock,
  type CommandResult,
  type SessionCommand,
} from '@tradewright/core';
import {
  AccountLock,
  accountKey,
  type AccountLockOptions,
  type LockHolder,
} from '../lock/account-lock.ts';
import { CommandTable, type NewCommand } from './command-table.ts';
import { onFirstLine, sendLine } from './line-socket.ts';
import { commandSocketPath } from './socket-path.ts';

/** Whom to speak to, and for how long to wait. */
export type HandOverOptions = {
  readonly account: AccountLockOptions;
  /** File of the command table. */
  readonly path: string;
  readonly clock: Clock;
  readonly deadlineMs: number;
};

const retryMs = 100;

/**
 * Gives a command to the bot that holds the account and waits for its result. It is carried out at
 * most once. `undefined` when no bot holds the account (any more) and none has taken the command:
 * the caller may take the account itself.
 *
 * @param id - Unique; the command stands under it in the table and in the journal.
 * @throws TradewrightError `COMMAND_TIMEOUT` (outcome `not-sent` when it was withdrawn in time, else `unknown`), `COMMAND_LOST`
 */
export async function handOver(
  id: string,
  command: SessionCommand,
  options: HandOverOptions,
): Promise<CommandResult | undefined> {
  const { account, clock, deadlineMs } = options;
  const holder = AccountLock.holder(account);
  if (holder === undefined) return undefined;
  const created = clock.now();
  const deadline = clock.monotonic() + deadlineMs;
  const { token } = holder;
  const row = { id, account: accountKey(account), token, command, created };
  const table = await whenFree(
    () => tableWith(options.path, { ...row, expires: created + deadlineMs }),
    { clock, deadline },
  );
  if (table === undefined) throw overdue(command, holder, 'not-sent');
  try {
    for (;;) {
      const left = deadline - clock.monotonic();
      const reply = await exchange(account, { command: id }, { clock, deadlineMs: left });
      const { taken, result } = table.progress(id);
      if (result !== undefined) return result;
      const gone = AccountLock.holder(account)?.token !== token;
      if (gone || clock.monotonic() >= deadline) {
        const withdrawn = await withdraw(table, id, clock);
        const late = table.progress(id).result;
        if (late !== undefined) return late;
        if (gone && withdrawn) return undefined;
        throw gone
          ? lost(command, holder)
          : overdue(command, holder, withdrawn ? 'not-sent' : 'unknown');
      }
      // Nobody listens yet, or the command is under way with its socket lost.
      if (reply === undefined || taken) await clock.sleep(Math.min(retryMs, deadlineMs));
    }
  } finally {
    table.close();
  }
}

/** A table in which the command stands; none is left open when it could not be added. */
function tableWith(path: string, command: NewCommand): CommandTable {
  const table = new CommandTable(path);
  try {
    table.add(command);
    return table;
  } catch (error) {
    table.close();
    throw error;
  }
}

/** Whoever froze while it wrote holds the table: what it wrote is not known, and a command that has expired is not taken. */
async function withdraw(table: CommandTable, id: string, clock: Clock): Promise<boolean> {
  const deadline = clock.monotonic();
  return (await whenFree(() => table.withdraw(id, clock.now()), { clock, deadline })) ?? false;
}

/** `undefined` when another process held the file up to the deadline. */
async function whenFree<Result>(
  work: () => Result,
  { clock, deadline }: { readonly clock: Clock; readonly deadline: number },
): Promise<Result | undefined> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!TradewrightError.is(error) || error.code !== 'STORE_LOCKED') throw error;
      if (clock.monotonic() >= deadline) return undefined;
      await clock.sleep(retryMs);
    }
  }
}

/**
 * Asks the bot that holds the account. `undefined` when none does or it does not listen.
 *
 * @throws TradewrightError `COMMAND_TIMEOUT` when it listens and does not answer
 */
export async function askHolder(
  question: string,
  about: unknown,
  options: Omit<HandOverOptions, 'path'>,
): Promise<{ readonly answer: unknown } | undefined> {
  const holder = AccountLock.holder(options.account);
  if (holder === undefined) return undefined;
  const started = options.clock.monotonic();
  const reply = await exchange(options.account, { ask: question, about }, options);
  if (reply !== undefined && 'answer' in reply) return { answer: reply['answer'] };
  if (reply === undefined && options.clock.monotonic() - started < options.deadlineMs)
    return undefined;
  throw new TradewrightError(
    'COMMAND_TIMEOUT',
    `The bot (process ${holder.owner.pid}) did not answer "${question}": ${reply === undefined ? 'it was silent' : JSON.stringify(reply['error'])}.`,
    { hint: 'it may be hanging; `tradewright kill` works all the same' },
  );
}

/** One line out, one line back; `undefined` when the socket gave none in time. */
function exchange(
  account: AccountLockOptions,
  message: unknown,
  { clock, deadlineMs }: Pick<HandOverOptions, 'clock' | 'deadlineMs'>,
): Promise<Record<string, unknown> | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(commandSocketPath(account));
    const end = (reply: Record<string, unknown> | undefined): void => {
      stop();
      socket.destroy();
      resolve(reply);
    };
    const stop = clock.after(Math.max(1, deadlineMs), () => end(undefined));
    socket.on('connect', () => sendLine(socket, message));
    socket.on('error', () => end(undefined));
    socket.on('close', () => end(undefined));
    onFirstLine(socket, (body) => end(body as Record<string, unknown>));
  });
}

function lost({ verb }: SessionCommand, { owner }: LockHolder): TradewrightError {
  return new TradewrightError(
    'COMMAND_LOST',
    `The bot (process ${owner.pid}) took the ${verb} and ended before it answered.`,
    { outcome: 'unknown', hint: 'look at `tradewright orders` before you give it again' },
  );
}

function overdue(
  { verb }: SessionCommand,
  { owner }: LockHolder,
  outcome: 'not-sent' | 'unknown',
): TradewrightError {
  const withdrawn = outcome === 'not-sent';
  return new TradewrightError(
    'COMMAND_TIMEOUT',
    withdrawn
      ? `The bot (process ${owner.pid}) did not take the ${verb} in time; it was withdrawn and will not be carried out.`
      : `The bot (process ${owner.pid}) took the ${verb} and did not answer in time.`,
    {
      outcome,
      hint: withdrawn
        ? 'the bot may be hanging; `tradewright kill` works all the same'
        : 'it may be carried out: look at `tradewright orders` before you give it again',
    },
  );
}
