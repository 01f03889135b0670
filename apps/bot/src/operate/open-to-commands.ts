/** Opens a running session to commands, questions, standing orders and signals. @module */
import {
  SystemClock,
  TradewrightError,
  type AccountSnapshot,
  type CommandResult,
  type SessionCommand,
} from '@tradewright/core';
import { CommandDesk, killHalt } from '@tradewright/engine';
import { AccountLock, CommandServer, type PortfolioDetails } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import type { LoggerOf } from '../logging/create-logger.ts';
import type { Bot } from '../session/create-bot.ts';
import type { SessionVenue } from '../session/open-session-venue.ts';
import type { SessionPaths } from '../session/session-paths.ts';
import { answerQuestion } from './answer-question.ts';
import { commandAccount, commandFile } from './command-account.ts';
import { deskTerms, orderIn } from './desk-terms.ts';
import { nextValidIdOf } from './next-valid-id.ts';
import { obeyStanding } from './obey-standing.ts';
import { standingOrders } from './standing-orders.ts';
import { startWatchdog, type StartWatchdogOptions } from './start-watchdog.ts';

/** What is opened. */
export type OpenToCommandsOptions = {
  readonly bot: Bot;
  readonly config: Config;
  readonly paths: SessionPaths;
  readonly portfolio: PortfolioDetails;
  readonly arming: SessionVenue['arming'];
  readonly logger: LoggerOf;
  /** Takes down every command before it is carried out. */
  readonly onCommand: (command: SessionCommand, id: string) => void;
  /** Ends the session in order. */
  readonly onStop: () => void;
  /** `undefined` for a session that nobody watches. */
  readonly watchdog: StartWatchdogOptions | undefined;
};

/** Ends the openness; resolves when the commands under way have their result. */
export type OpenSession = { readonly close: () => Promise<void> };

const lookMs = 500;

/** Call it once the runner has started. The account's lock must be held by this process. */
export async function openToCommands(options: OpenToCommandsOptions): Promise<OpenSession> {
  const { bot, config, paths, logger } = options;
  const clock = new SystemClock();
  // A demonstration runs on the paper venue, whatever is configured.
  const isPaper = bot.parts.trader.venue === 'PAPER';
  const account = commandAccount(config, paths, isPaper ? 'PAPER' : config.ACTIVE_EXCHANGE);
  const holder = AccountLock.holder(account);
  if (holder?.owner.pid !== process.pid)
    throw new TradewrightError('LOCK_LOST', 'The account is not held by this process.');
  const standing = standingOrders(paths);
  const killed = (): string | undefined => bot.parts.halts.halt(killHalt)?.reason;
  const desk = new CommandDesk({
    parts: bot.parts,
    runner: bot.runner,
    ...deskTerms(config, clock, options.arming),
    endedOrder: (id) => orderIn(options.portfolio, id),
    onStop: options.onStop,
    onKill: config.KILL_POLICY,
  });
  const submit = (command: SessionCommand, id: string): Promise<CommandResult> => {
    options.onCommand(command, id);
    logger('command').info({ verb: command.verb, id }, 'a command of a person');
    return desk.submit(command, id);
  };
  const health = () => ({
    clock,
    symbols: bot.runner.symbols(),
    circuits: bot.parts.healthCircuitManager.summary(),
    paused: bot.parts.gate.state === 'paused' ? 'by command' : standing.paused(),
    killed: killed(),
    halts: bot.parts.halts.open(),
    caps: bot.parts.riskManager.capStates(),
    cash: (account: AccountSnapshot) => bot.parts.cashSync?.compare(account) ?? [],
    nextValidId: nextValidIdOf(bot.parts.trader),
  });
  const server = await CommandServer.listen({
    account,
    token: holder.token,
    path: commandFile(paths),
    clock,
    handle: submit,
    answer: (_, question) =>
      answerQuestion(question, { trader: bot.parts.trader, portfolio: options.portfolio, health }),
  });
  let kills = 0;
  const kill = (reason: string): void => {
    kills += 1;
    submit({ verb: 'kill', reason }, `kill-${kills}`).catch((error: unknown) =>
      logger('command').error({ err: error }, 'the kill failed'),
    );
  };
  const look = (): void => {
    const reason = standing.killed();
    if (reason !== undefined && killed() === undefined) kill(reason);
    else obeyStanding(standing, bot);
  };
  const onSignal = (): void => {
    standing.kill('signal');
    look();
  };
  process.on('SIGUSR2', onSignal);
  look();
  const stopLooking = clock.every(lookMs, look);
  const watchdog = options.watchdog === undefined ? undefined : startWatchdog(options.watchdog);
  return {
    close: async () => {
      watchdog?.close();
      stopLooking();
      process.off('SIGUSR2', onSignal);
      await server.close();
    },
  };
}
