/** What a failed command says of itself. @module */
import { TradewrightError, type CommandOutcome, type Refusal } from '@tradewright/core';

/** What became of a command, and in which words. */
export type CommandFailure = {
  readonly outcome: CommandOutcome;
  readonly message: string;
  readonly refusal?: Refusal;
};

/** An error that does not say what became of the command leaves it unknown. */
export function failureOf(error: unknown): CommandFailure {
  if (TradewrightError.is(error)) {
    const { outcome = 'unknown', message, code } = error;
    const wouldTake = outcome === 'refused' && code === 'ORDER_WOULD_TAKE';
    return { outcome, message, ...(wouldTake ? { refusal: 'would-take' } : {}) };
  }
  return { outcome: 'unknown', message: error instanceof Error ? error.message : String(error) };
}
