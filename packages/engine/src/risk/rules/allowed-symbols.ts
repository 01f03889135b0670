/** Only what the operator named. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies symbols outside `allowedSymbols`, unless that list is empty. */
export const allowedSymbols: RiskRule = ({ limits, intent }) => {
  const allowed = limits.allowedSymbols;
  if (allowed.length === 0 || allowed.includes(intent.symbol)) return undefined;
  return deny('allowed-symbols', {
    limit: allowed.join(','),
    value: intent.symbol,
    message: `${intent.symbol} was not among the allowed symbols.`,
  });
};
