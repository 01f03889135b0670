/** There must be somebody to trade with. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';
import { thinnerSide } from '../top-of-book.ts';

/** Denies entries while the thinner side of the touch is worth less than `minTopOfBookNotional`, or not known. */
export const bookNotional: RiskRule = ({ classLimits, quote, rate }) => {
  const limit = classLimits?.minTopOfBookNotional ?? null;
  if (limit === null) return undefined;
  const side = quote === undefined || rate === undefined ? undefined : thinnerSide(quote);
  const value =
    side === undefined || rate === undefined ? undefined : side.notional * rate.toMarketNumber();
  if (value !== undefined && value >= limit) return undefined;
  return deny('book-notional', {
    limit: String(limit),
    value: value === undefined ? null : value.toFixed(2),
    message:
      value === undefined ? 'The depth of the market was not known.' : 'The market was too thin.',
  });
};
