/** One position at a time. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies adding to a position that the strategy has or waits for, unless `allowStacking`. */
export const stacking: RiskRule = ({ limits, stacked, intent }) => {
  if (limits.allowStacking || !stacked) return undefined;
  return deny('stacking', {
    value: intent.symbol,
    message: `${intent.strategyName ?? ''} had a position or an entry in ${intent.symbol} already.`,
  });
};
