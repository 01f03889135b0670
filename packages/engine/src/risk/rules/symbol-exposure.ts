/** Not too much of one thing. @module */
import { exposureDenial } from '../exposure-denial.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies above `maxSymbolExposure`: positions, reserved entries and this order in one symbol. */
export const symbolExposure: RiskRule = (input) =>
  exposureDenial(input, {
    rule: 'symbol-exposure',
    limit: input.limits.symbolExposure,
    used: input.exposure?.ofSymbol,
    reserved: input.reserved?.ofSymbol,
    what: `The exposure in ${input.intent.symbol}`,
  });
