/** `tradewright cancel ID | --all` and `tradewright flatten`. @module */
import { TradewrightError } from '@tradewright/core';
import type { HandledOrder, UnclosedBook } from '@tradewright/engine';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOfResult } from '../operate/command-result.ts';
import { giveCommand } from '../operate/give-command.ts';
import { showResult } from '../operate/show-result.ts';
import { plainNumber } from '../output/money.ts';
import { table } from '../output/table.ts';
import { verbContext, type GlobalOptions } from './verb-context.ts';

type Handled = HandledOrder | UnclosedBook;

/** Cancels one order, or with `--all` every open one of this account's bots. */
export async function cancel(
  id: string | undefined,
  options: GlobalOptions & { readonly all?: boolean },
): Promise<ExitCode> {
  if ((id === undefined) === (options.all !== true)) {
    throw new TradewrightError('USAGE', 'Which order to cancel was not clear.', {
      hint: 'give one id, or --all',
    });
  }
  const context = verbContext(options, 'warn');
  const { result } = await giveCommand(context, { verb: 'cancel', clientOrderId: id ?? null });
  showResult(context, result, () => handledText([result.body as Handled].flat(), result.message));
  return exitCodeOfResult(result);
}

/** Cancels every open order, then closes what this account's bots have opened. */
export async function flatten(options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { result } = await giveCommand(context, { verb: 'flatten' });
  showResult(context, result, () => handledText([result.body as Handled].flat(), result.message));
  return exitCodeOfResult(result);
}

/** One row per order or book, and how it ended. */
export function handledText(handled: readonly Handled[], message: string): string {
  const columns = [
    { title: 'outcome' },
    { title: 'symbol' },
    { title: 'order' },
    { title: 'side' },
    { title: 'filled', right: true },
    { title: 'of', right: true },
    { title: 'status' },
  ];
  const rows = handled.map((one) =>
    'status' in one
      ? [
          one.outcome,
          one.symbol,
          one.clientOrderId ?? '-',
          one.side,
          plainNumber(one.filled),
          plainNumber(one.quantity),
          one.status,
        ]
      : [one.outcome, one.symbol, '-', '-', '-', '-', one.message],
  );
  return handled.length === 0 ? `${message}\n` : `${table(columns, rows, '')}${message}\n`;
}
