/** All positions, reserved orders and this order together stay below the cap. @module */
import { exposureDenial } from '../exposure-denial.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above `maxTotalExposure`, and when exposure or value is not known. */
export const grossExposureCap: RiskRule = (input) =>
  exposureDenial(input, {
    rule: 'gross-exposure',
    limit: input.limits.totalExposure,
    used: input.exposure?.gross,
    reserved: input.reserved?.gross,
    what: 'The exposure',
  });
