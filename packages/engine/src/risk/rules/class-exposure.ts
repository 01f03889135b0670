/** Not too much of one kind. @module */
import { exposureDenial } from '../exposure-denial.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above the `maxExposure` of the instrument's class; a position of unknown class counts in each. */
export const classExposure: RiskRule = (input) =>
  exposureDenial(input, {
    rule: 'class-exposure',
    limit: input.classLimits?.maxExposure ?? null,
    used: input.exposure?.ofClass,
    reserved: input.reserved?.ofClass,
    what: `The exposure in ${input.instrument?.assetClass ?? 'this class'}`,
  });
