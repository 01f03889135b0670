/** `tradewright pause | resume | kill`: what holds until a person takes it back. @module */
import { TradewrightError, type CommandResult } from '@tradewright/core';
import { killHalt, type HandledOrder } from '@tradewright/engine';
import type { ExitCode } from '../exit-code.ts';
import { errorIn, exitCodeOfResult } from '../operate/command-result.ts';
import { showResult } from '../operate/show-result.ts';
import { killByHand } from '../operate/kill-by-hand.ts';
import { standingOrders } from '../operate/standing-orders.ts';
import { giveCommand, tellBot } from '../operate/give-command.ts';
import { handledText } from './cancel.ts';
import { show, verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** No new risk, in the running bot and in every later session, until `resume`. */
export async function pause(options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  standingOrders(context.paths).pause('by hand');
  return tell(context, await tellBot(context, { verb: 'pause' }), 'paused');
}

/** Options of `resume`. */
type ResumeOptions = GlobalOptions & {
  readonly clearKill?: boolean;
  readonly clearHalt?: string;
  readonly operator?: string;
};

/** Takes a pause back; with `--clear-kill` or `--clear-halt` what needed a person to look first, too. */
export async function resume(options: ResumeOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const standing = standingOrders(context.paths);
  const killed = standing.killed();
  if (killed !== undefined && options.clearKill !== true) {
    throw new TradewrightError('USAGE', `The kill switch is set: ${killed}.`, {
      hint: 'look at orders and positions, then run `tradewright resume --clear-kill`',
    });
  }
  standing.clear();
  const operator = options.operator ?? 'by hand';
  const halts = [
    ...(options.clearKill === true ? [killHalt] : []),
    ...(options.clearHalt === undefined ? [] : [options.clearHalt]),
  ];
  for (const haltId of halts) {
    const { result } = await giveCommand(context, { verb: 'clear-halt', haltId, operator });
    const isUnset = errorIn(result.body)?.code === 'HALT_UNKNOWN' && haltId === killHalt;
    if (result.outcome !== 'done' && !isUnset) {
      showResult(context, result, () => `${result.message}\n`);
      return exitCodeOfResult(result);
    }
  }
  return tell(context, await tellBot(context, { verb: 'resume' }), 'running');
}

/** Stops everything but exits, cancels entries and keeps protection; works while the bot hangs. */
export async function kill(
  options: GlobalOptions & { readonly reason?: string },
): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const result = await killByHand(context, options.reason ?? 'by hand');
  showResult(context, result, () =>
    handledText((result.body as readonly HandledOrder[] | null) ?? [], result.message),
  );
  return exitCodeOfResult(result);
}

function tell(context: VerbContext, result: CommandResult | undefined, state: string): ExitCode {
  const body = {
    state,
    bot: result === undefined ? 'none' : 'told',
    killed: standingOrders(context.paths).killed() ?? null,
  };
  if (result !== undefined && result.outcome !== 'done') {
    showResult(context, result, () => `${result.message}\n`);
    return exitCodeOfResult(result);
  }
  show(context, body, () =>
    result === undefined
      ? `${state}: no bot is running; the next one starts so\n`
      : `${result.message}\n`,
  );
  return 0;
}
