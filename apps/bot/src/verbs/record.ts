/** `tradewright record`: which venue is recorded by what. @module */
import { TradewrightError } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';

/** @throws TradewrightError `USAGE` for a venue without a recorder. */
export async function record(
  venue: string,
  symbols: readonly string[],
  options: object,
): Promise<ExitCode> {
  if (venue.toLowerCase() === 'ib')
    return (await import('./record-ib.ts')).recordIb(symbols, options);
  if (venue.toLowerCase() === 'gemini')
    return (await import('./record-gemini.ts')).recordGemini(options);
  if (venue.toLowerCase() === 'model')
    return (await import('./record-model.ts')).recordModel(options);
  throw new TradewrightError('USAGE', `"${venue}" was nothing that can be recorded.`, {
    hint: 'record ib, record gemini, record model',
  });
}
