/** A kill that does not depend on the bot. @module */
import { setTimeout as sleep } from 'node:timers/promises';
import { TradewrightError, type CommandResult } from '@tradewright/core';
import { AccountLock, type LockHolder } from '@tradewright/store';
import type { VerbContext } from '../verbs/verb-context.ts';
import { commandAccount } from './command-account.ts';
import { giveCommand, tellBot } from './give-command.ts';
import { standingOrders } from './standing-orders.ts';

/** A healthy bot answers a kill in less; one that does not is ended. */
const patienceMs = 15_000;
const endingMs = 10_000;

/**
 * Sets the kill switch, then has the entries canceled: by the bot, or, when it does not answer, by this
 * process after it has ended the bot and taken the account with a new fencing token.
 *
 * @throws TradewrightError `ACCOUNT_LOCKED` when the bot could not be ended; the switch is set all the same
 */
export async function killByHand(context: VerbContext, reason: string): Promise<CommandResult> {
  standingOrders(context.paths).kill(reason);
  const account = commandAccount(context.config, context.paths);
  const holder = AccountLock.holder(account);
  if (holder !== undefined) {
    try {
      const result = await tellBot(context, { verb: 'kill', reason }, patienceMs);
      if (result !== undefined && result.outcome !== 'unknown') return result;
    } catch (error) {
      if (!TradewrightError.is(error)) throw error;
    }
  }
  return killWithoutAsking(context, reason);
}

/**
 * Ends whoever holds the account and takes it: for a bot that is known to hang.
 *
 * @throws TradewrightError `ACCOUNT_LOCKED` when the bot could not be ended; the switch is set all the same
 */
export async function killWithoutAsking(
  context: VerbContext,
  reason: string,
): Promise<CommandResult> {
  const standing = standingOrders(context.paths);
  if (standing.killed() === undefined) standing.kill(reason);
  const holder = AccountLock.holder(commandAccount(context.config, context.paths));
  if (holder !== undefined) await endHolder(context, holder);
  return takeOver(context, reason);
}

/** Takes the free account, resynchronises and cancels its entries. */
async function takeOver(context: VerbContext, reason: string): Promise<CommandResult> {
  return (await giveCommand(context, { verb: 'kill', reason })).result;
}

/**
 * Ends the process that holds the account under this token, and no other: a later owner is left alone.
 *
 * @throws TradewrightError `ACCOUNT_LOCKED` when it is still there afterwards
 */
async function endHolder(context: VerbContext, holder: LockHolder): Promise<void> {
  const account = commandAccount(context.config, context.paths);
  const isThere = (): boolean => AccountLock.holder(account)?.token === holder.token;
  if (isThere()) {
    context.logger('kill').warn({ pid: holder.owner.pid }, 'the bot does not answer and is ended');
    process.kill(holder.owner.pid, 'SIGKILL');
  }
  for (let waited = 0; isThere(); waited += 50) {
    if (waited > endingMs) {
      throw new TradewrightError(
        'ACCOUNT_LOCKED',
        `Process ${holder.owner.pid} could not be ended.`,
        {
          hint: 'end it by hand, then run `tradewright kill` again; no session takes new risk meanwhile',
          facts: { pid: holder.owner.pid },
        },
      );
    }
    await sleep(50);
  }
}
