/** Gets a command of a person carried out, by the running bot or by this process. @module */
import {
  SystemRandom,
  TradewrightError,
  type CommandResult,
  type SessionCommand,
} from '@tradewright/core';
import { handOver } from '@tradewright/store';
import type { VerbContext } from '../verbs/verb-context.ts';
import { commandAccount, commandFile } from './command-account.ts';
import { withOperator, type Operator } from './operator-session.ts';

/** Tells the bot that holds the account, if there is one; `undefined` when there is none. @throws TradewrightError `COMMAND_TIMEOUT`, `COMMAND_LOST` */
export function tellBot(
  { config, paths, clock }: VerbContext,
  command: SessionCommand,
  deadlineMs = commandDeadlineMs,
): Promise<CommandResult | undefined> {
  return handOver(`verb-${new SystemRandom().hex(8)}`, command, {
    account: commandAccount(config, paths),
    path: commandFile(paths),
    clock,
    deadlineMs,
  });
}

/** How long a running bot may take. */
const commandDeadlineMs = 30_000;

/** Where the command went, with its result. */
export type Given = { readonly result: CommandResult; readonly by: 'bot' | 'operator' };

/**
 * Hands the command to the bot that holds the account, or takes the account and carries it out. Between
 * two tries the account may change hands; the command is carried out at most once all the same.
 *
 * @param after - Further work while this process holds the account; the result it gives is the final one.
 * @throws TradewrightError `COMMAND_TIMEOUT`, `COMMAND_LOST`, `ACCOUNT_LOCKED`, `VENUE_*`
 */
export async function giveCommand(
  context: VerbContext,
  command: SessionCommand,
  after: (operator: Operator, result: CommandResult) => Promise<CommandResult> = (_, result) =>
    Promise.resolve(result),
): Promise<Given> {
  const { config, paths, clock } = context;
  const account = commandAccount(config, paths);
  const random = new SystemRandom();
  for (let tries = 1; ; tries += 1) {
    const id = `verb-${random.hex(8)}`;
    const where = { account, path: commandFile(paths), clock, deadlineMs: commandDeadlineMs };
    const handed = await handOver(id, command, where);
    if (handed !== undefined) return { result: handed, by: 'bot' };
    try {
      const result = await withOperator(context, async (operator) =>
        after(operator, await operator.desk.submit(command, id)),
      );
      return { result, by: 'operator' };
    } catch (error) {
      const taken = TradewrightError.is(error) && error.code === 'ACCOUNT_LOCKED';
      if (!taken || tries === 3) throw error;
    }
  }
}
