/** Errors on the command line. @module */
import { TradewrightError } from '@tradewright/core';
import { exitCodeOf, type ExitCode } from './exit-code.ts';

/** Prints an error for eyes on standard error, or its JSON on standard output. */
export function reportError(error: unknown, json: boolean): ExitCode {
  const known = TradewrightError.is(error)
    ? error
    : new TradewrightError('INTERNAL', error instanceof Error ? error.message : String(error), {
        cause: error,
        hint: 'this is a fault of tradewright; --verbose shows where',
      });
  if (json) process.stdout.write(`${JSON.stringify(known)}\n`);
  else {
    process.stderr.write(`error: ${known.message}\n`);
    if (known.hint !== undefined) process.stderr.write(`hint:  ${known.hint}\n`);
    process.stderr.write(`docs:  ${known.docs}\n`);
  }
  if (known.code === 'INTERNAL' && process.argv.includes('--verbose') && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  return exitCodeOf(known);
}
