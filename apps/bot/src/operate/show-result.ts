/** Prints how a command ended. @module */
import type { CommandResult } from '@tradewright/core';
import { show, type VerbContext } from '../verbs/verb-context.ts';
import { errorIn } from './command-result.ts';

/** The body as JSON, or the text for eyes; an error goes where errors go. */
export function showResult(context: VerbContext, result: CommandResult, text: () => string): void {
  const error = errorIn(result.body);
  if (error === undefined || context.json) {
    show(context, result.body, text);
    return;
  }
  process.stderr.write(`error: ${String(error.message)}\n`);
  if (typeof error.hint === 'string') process.stderr.write(`hint:  ${error.hint}\n`);
}
