/** Only what the operator named. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies entries in symbols outside `allowedSymbols`, unless that list is empty. */
export const allowedSymbols: RiskRule = (input) => {
  const { allowedSymbols: allowed } = input.caps;
  if (input.reducing || allowed.length === 0 || allowed.includes(input.intent.symbol))
    return undefined;
  return deny('allowed-symbols', {
    limit: allowed.join(','),
    value: input.intent.symbol,
    message: `${input.intent.symbol} was not among the allowed symbols.`,
  });
};
