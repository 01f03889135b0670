/** A wide market is expensive to enter and to leave. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies entries while the spread is wider than `maxSpreadPercent`, crossed, or not known. */
export const spread: RiskRule = ({ classLimits, quote }) => {
  const limit = classLimits?.maxSpreadPercent ?? null;
  const value = quote?.spreadPct ?? null;
  if (limit === null || (value !== null && value >= 0 && value <= limit)) return undefined;
  return deny('spread', {
    limit: `${limit} %`,
    value: value === null ? null : `${value.toFixed(4)} %`,
    message:
      value === null
        ? 'The spread was not known.'
        : value < 0
          ? 'Bid and ask were crossed.'
          : 'The spread was too wide.',
  });
};
