/** A strategy trades with what it was given. @module */
import { exposureDenial } from '../exposure-denial.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above the `allocatedCapital` of the order's strategy: its positions, reserved entries and this order. */
export const allocatedCapital: RiskRule = (input) => {
  const { strategyName } = input.intent;
  if (strategyName === null) return undefined;
  return exposureDenial(input, {
    rule: 'allocated-capital',
    limit: input.limits.capital[strategyName] ?? null,
    used: input.exposure?.ofStrategy,
    reserved: input.reserved?.ofStrategy,
    what: `The exposure of ${strategyName}`,
  });
};
