/** The fees that the venue itself states for an instrument. @module */
import { makerTakerFees } from './maker-taker-fees.ts';
import type { FeeSchedule } from './fee-schedule.ts';

/** Maker and taker fees of the instrument; not known where the venue states none. */
export const venueFees: FeeSchedule = (order, facts) => {
  const stated = facts.instrument(order.symbol)?.fees;
  if (stated === undefined || stated === null) return undefined;
  return makerTakerFees([{ from: '0', ...stated }])(order, facts);
};

/** The first list that knows the fee. */
export function firstKnownFees(...schedules: readonly FeeSchedule[]): FeeSchedule {
  return (order, facts) => {
    for (const schedule of schedules) {
      const fee = schedule(order, facts);
      if (fee !== undefined) return fee;
    }
    return undefined;
  };
}
