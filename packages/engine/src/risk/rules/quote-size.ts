/** There must be enough on both sides. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';
import { thinnerSide } from '../top-of-book.ts';

/** Denies entries while the thinner side of the touch shows fewer units than `minQuoteSize`, or is not known. */
export const quoteSize: RiskRule = ({ classLimits, quote }) => {
  const limit = classLimits?.minQuoteSize ?? null;
  if (limit === null) return undefined;
  const size = quote === undefined ? undefined : thinnerSide(quote)?.size;
  if (size !== undefined && size >= limit) return undefined;
  return deny('quote-size', {
    limit: String(limit),
    value: size === undefined ? null : String(size),
    message:
      size === undefined
        ? 'The sizes of bid and ask were not known.'
        : 'Bid and ask showed too little.',
  });
};
