/** `tradewright watchdog --pid N`: started by `run`, never by hand. @module */
import { TradewrightError, type Clock } from '@tradewright/core';
import { AccountLock } from '@tradewright/store';
import type { ExitCode } from '../exit-code.ts';
import { commandAccount } from '../operate/command-account.ts';
import { exitCodeOfResult } from '../operate/command-result.ts';
import { killWithoutAsking } from '../operate/kill-by-hand.ts';
import { standingOrders } from '../operate/standing-orders.ts';
import {
  tickMs,
  watchdogMachine,
  type WatchdogEvent,
  type WatchdogStep,
} from '../operate/watchdog-machine.ts';
import { verbContext, type GlobalOptions } from './verb-context.ts';

/** Watches the bot behind its standard input until it says goodbye, dies or falls silent. */
export async function watchdog(
  options: GlobalOptions & { readonly pid?: string },
): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const pid = Number(options.pid);
  if (!Number.isInteger(pid) || pid < 2)
    throw new TradewrightError('USAGE', `--pid was "${options.pid ?? ''}".`, {
      hint: '`run` starts the watchdog by itself',
    });
  // The keys of a terminal go to the bot: its watchdog outlives them.
  process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);
  const standing = standingOrders(context.paths);
  const seconds = context.config.WATCHDOG_SECONDS;
  const effect = await untilOver(
    context.clock,
    seconds * 1_000,
    () => standing.killed() !== undefined,
  );
  const holder = AccountLock.holder(commandAccount(context.config, context.paths));
  if (effect === 'leave' || (holder !== undefined && holder.owner.pid !== pid)) return 0;
  const reason =
    standing.killed() ?? `the bot (process ${pid}) gave no sign of life for ${seconds} seconds`;
  context.logger('watchdog').error({ pid, reason }, 'the watchdog steps in');
  const result = await killWithoutAsking(context, reason);
  context.logger('watchdog').warn({ outcome: result.outcome }, result.message);
  return exitCodeOfResult(result);
}

function untilOver(
  clock: Clock,
  patienceMs: number,
  isKilled: () => boolean,
): Promise<WatchdogStep['effect']> {
  return new Promise((resolve) => {
    const now = clock.monotonic();
    let state = { lastBeat: now, lastTick: now };
    const see = (event: WatchdogEvent): void => {
      const step = watchdogMachine(state, event, patienceMs);
      state = step.state;
      if (step.effect === 'none') return;
      clearInterval(timer);
      process.stdin.destroy();
      resolve(step.effect);
    };
    const timer = setInterval(
      () => see({ kind: 'tick', time: clock.monotonic(), killed: isKilled() }),
      tickMs,
    );
    process.stdin.on('data', (chunk: Buffer) =>
      see(chunk.includes('bye') ? { kind: 'bye' } : { kind: 'beat', time: clock.monotonic() }),
    );
    process.stdin.on('end', () => see({ kind: 'gone', killed: isKilled() }));
    process.stdin.on('error', () => see({ kind: 'gone', killed: isKilled() }));
  });
}
