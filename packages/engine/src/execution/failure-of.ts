/** What a failed command says of itself. @module */
import { TradewrightError, type CommandOutcome } from '@tradewright/core';

/** What became of a command, and in which words. */
export type CommandFailure = { readonly outcome: CommandOutcome; readonly message: string };

/** An error that does not say what became of the command leaves it unknown. */
export function failureOf(error: unknown): CommandFailure {
  if (TradewrightError.is(error))
    return { outcome: error.outcome ?? 'unknown', message: error.message };
  return { outcome: 'unknown', message: error instanceof Error ? error.message : String(error) };
}
