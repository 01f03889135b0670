/** A stop stands on the losing side, neither in the noise nor out of sight. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies an entry of a plan whose stop is on the wrong side, or nearer or further than its class allows. */
export const stopDistance: RiskRule = ({ intent, terms, price, classLimits }) => {
  if (terms === undefined) return undefined;
  const entry = price?.toMarketNumber();
  if (entry === undefined)
    return deny('stop-distance', { message: 'The price of the entry was not known.' });
  const sign = intent.side === 'buy' ? 1 : -1;
  const percent = ((sign * (entry - Number(terms.stopPrice))) / entry) * 100;
  const least = classLimits?.minStopPercent ?? 0;
  const most = classLimits?.maxStopPercent ?? Infinity;
  if (percent > 0 && percent >= least && percent <= most) return undefined;
  return deny('stop-distance', {
    limit: most === Infinity ? `${least} %` : `${least} % to ${most} %`,
    value: `${percent.toFixed(3)} %`,
    message:
      percent <= 0
        ? `The stop ${terms.stopPrice} was not on the losing side of ${String(price)}.`
        : `The stop ${terms.stopPrice} was too ${percent < least ? 'near' : 'far'}.`,
  });
};
