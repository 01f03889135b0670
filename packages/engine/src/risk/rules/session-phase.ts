/** Entries are made while the market trades. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies entries in a phase that its class does not allow, unless the order asks to work outside hours. */
export const sessionPhase: RiskRule = ({ intent, classLimits, phase }) => {
  if (classLimits === undefined || intent.outsideHours || classLimits.phases.includes(phase))
    return undefined;
  return deny('session-phase', {
    limit: classLimits.phases.join(','),
    value: phase,
    message:
      phase === 'unknown'
        ? `The hours of ${intent.symbol} were not known.`
        : `The market of ${intent.symbol} was in its phase ${phase}.`,
  });
};
