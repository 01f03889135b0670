/** Not too many things at once. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies an entry that would open one symbol more than `maxPositions`. */
export const maxPositions: RiskRule = ({ limits, otherOpenSymbols }) => {
  if (otherOpenSymbols.size < limits.maxPositions) return undefined;
  return deny('max-positions', {
    limit: String(limits.maxPositions),
    value: String(otherOpenSymbols.size + 1),
    message: 'As many positions as allowed were open.',
  });
};
