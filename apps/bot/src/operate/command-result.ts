/** What a verb makes of a command's result. @module */
import type { CommandResult } from '@tradewright/core';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';

const codes: Readonly<Record<CommandResult['outcome'], ExitCode>> = {
  done: 0,
  staged: 0,
  accepted: 0,
  'dry-run': 0,
  denied: 3,
  refused: 1,
  failed: 1,
  unknown: 4,
};

/** The exit code of a result; an error in its body counts as that error. */
export function exitCodeOfResult({ outcome, body }: CommandResult): ExitCode {
  const error = errorIn(body);
  return error === undefined ? codes[outcome] : exitCodeOf(error);
}

/** The error that a command ended with; `undefined` when its body is something else. */
export function errorIn(body: unknown):
  | {
      readonly code?: unknown;
      readonly message?: unknown;
      readonly hint?: unknown;
      readonly outcome?: unknown;
    }
  | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  return body.error as { readonly code?: unknown };
}
