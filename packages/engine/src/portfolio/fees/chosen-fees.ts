/** The price list that an order falls under. @module */
import type { Instrument } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

/** A list per class of instrument, and lists of single symbols that win over it. */
export type ChosenFees = {
  readonly classes: Readonly<Partial<Record<Instrument['assetClass'], FeeSchedule>>>;
  readonly symbols?: Readonly<Record<string, FeeSchedule>>;
};

/** Not known for an instrument that nobody knows, and for a class without a list. */
export function chosenFees({ classes, symbols = {} }: ChosenFees): FeeSchedule {
  return (order, facts) => {
    const assetClass = facts.instrument(order.symbol)?.assetClass;
    const ofClass = assetClass === undefined ? undefined : classes[assetClass];
    return (symbols[order.symbol] ?? ofClass)?.(order, facts);
  };
}
