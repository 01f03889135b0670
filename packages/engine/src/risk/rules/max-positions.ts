/** Not too many things at once. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies an entry that would open one symbol more than `maxPositions`. */
export const maxPositions: RiskRule = (input) => {
  if (input.reducing || input.otherOpenSymbols < input.caps.maxPositions) return undefined;
  return deny('max-positions', {
    limit: String(input.caps.maxPositions),
    value: String(input.otherOpenSymbols + 1),
    message: 'As many positions as allowed were open.',
  });
};
