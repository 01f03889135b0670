/** Things that move together count together. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies an entry, long or short, that would open more than `maxPerBucket` symbols of one bucket. */
export const correlationBucket: RiskRule = ({ limits, intent, otherOpenSymbols }) => {
  const { buckets, maxPerBucket } = limits;
  if (maxPerBucket === null) return undefined;
  for (const bucket of buckets) {
    if (!bucket.includes(intent.symbol)) continue;
    const open = bucket.filter(
      (symbol) => symbol !== intent.symbol && otherOpenSymbols.has(symbol),
    );
    if (open.length < maxPerBucket) continue;
    return deny('correlation-bucket', {
      limit: String(maxPerBucket),
      value: String(open.length + 1),
      message: `${open.join(' and ')}, which moves with ${intent.symbol}, was open already.`,
    });
  }
  return undefined;
};
