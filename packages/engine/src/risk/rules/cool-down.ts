/** A strategy waits between two entries in one symbol. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies an entry sooner than `entryCooldownMs` after the last one. A person's order waits for nothing. */
export const coolDown: RiskRule = ({ limits, lastEntryTime, time, intent }) => {
  if (lastEntryTime === undefined || time - lastEntryTime >= limits.cooldownMs) return undefined;
  return deny('cool-down', {
    limit: `${limits.cooldownMs} ms`,
    value: `${time - lastEntryTime} ms`,
    message: `The last entry in ${intent.symbol} was too short ago.`,
  });
};
