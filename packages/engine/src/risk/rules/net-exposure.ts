/** Longs less shorts stay below the cap on both sides. @module */
import { exposureDenial } from '../exposure-denial.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above `maxNetExposure` on the side of the order, as if every open order of that side filled and none of the other. */
export const netExposure: RiskRule = (input) => {
  const buy = input.intent.side === 'buy';
  return exposureDenial(input, {
    rule: 'net-exposure',
    limit: input.limits.netExposure,
    used: buy ? input.exposure?.net : input.exposure?.net.negated(),
    reserved: buy ? input.reserved?.buys : input.reserved?.sells,
    what: 'The net exposure',
  });
};
