/** Kinds of instrument in the words of IB. @module */
import type { Config } from '../config/load-config.ts';

const words = { equity: 'STK', fx: 'FX' } as const;

/** What the trader may look for: everything else is unknown to it, whatever IB would say. */
export function ibTypes({ IB_ALLOWED_INSTRUMENT_TYPES }: Config): readonly ('STK' | 'FX')[] {
  return IB_ALLOWED_INSTRUMENT_TYPES.map((type) => words[type]);
}
