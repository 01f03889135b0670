/** A plan must be able to earn more than it can lose. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/**
 * Denies an entry of a plan with a target when gain over loss, from the price at which it would
 * really enter and after the fees of both ways, is below `minRewardRisk`.
 */
export const rewardRisk: RiskRule = ({ intent, terms, price, fees, quantity, classLimits }) => {
  const limit = classLimits?.minRewardRisk ?? null;
  if (limit === null || terms === undefined || terms.targetPrice === null) return undefined;
  if (price === undefined || fees === undefined) {
    return deny('reward-risk', {
      limit: String(limit),
      message: 'The costs of the trade were not known.',
    });
  }
  const entry = price.toMarketNumber();
  const sign = intent.side === 'buy' ? 1 : -1;
  const cost = (2 * fees.toMarketNumber()) / quantity.toMarketNumber();
  const reward = sign * (Number(terms.targetPrice) - entry) - cost;
  const risk = sign * (entry - Number(terms.stopPrice)) + cost;
  if (risk > 0 && reward / risk >= limit) return undefined;
  return deny('reward-risk', {
    limit: String(limit),
    value: risk > 0 ? (reward / risk).toFixed(3) : null,
    message: 'The plan could earn too little for what it risks, after costs.',
  });
};
