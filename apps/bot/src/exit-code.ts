/** Exit codes of the command line (DESIGN §9). @module */
import type { ErrorCode } from '@tradewright/core';

/** 0 done, 1 failed, 2 usage or configuration, 3 denied by risk, 4 outcome unknown, 130 and 143 after a signal. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130 | 143;

const usage: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'USAGE',
  'CONFIG_INVALID',
  'CONFIG_UNREADABLE',
  'SYMBOL_INVALID',
  'SYMBOL_UNKNOWN',
  'SYMBOL_NOT_ALLOWED',
  'VENUE_UNKNOWN',
  'STORE_UNWRITABLE',
  'SESSION_UNKNOWN',
]);

/** The exit code of an error; what is not ours is a failure. */
export function exitCodeOf(error: {
  readonly code?: unknown;
  readonly outcome?: unknown;
}): ExitCode {
  if (error.outcome === 'unknown' || error.code === 'COMMAND_TIMEOUT') return 4;
  if (error.code === 'RISK_DENIED') return 3;
  return usage.has(error.code as ErrorCode) ? 2 : 1;
}
