/** A price list in one currency for orders in any. @module */
import { Decimal, amount } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

/** `listed` is the currency of the list, `charged` the one in which the broker books it. */
export type ConvertedFees = {
  readonly schedule: FeeSchedule;
  readonly listed: string;
  readonly charged: string;
  /** Added to a fee that had to be converted, in basis points of it. */
  readonly bufferBps?: string;
};

/** Reads the list at today's rates, against us; not known without a rate. Volume counts in the currency of the list. */
export function convertedFees(options: ConvertedFees): FeeSchedule {
  const { schedule, listed, charged } = options;
  const buffer = Decimal.one.plus(
    Decimal.from(options.bufferBps ?? '0').dividedBy(Decimal.from('10000')),
  );
  return (order, facts) => {
    const { converter } = facts;
    const { value, currency } = order.notional;
    const notional = converter.convert(Decimal.from(value), currency, listed, 'high');
    if (notional === undefined) return undefined;
    const fee = schedule({ ...order, notional: amount(notional, listed) }, facts);
    if (fee === undefined) return undefined;
    const paid = converter.convert(Decimal.from(fee.value), listed, charged, 'high');
    if (paid === undefined) return undefined;
    const exact = currency === listed && listed === charged;
    return amount(exact ? paid : paid.times(buffer), charged);
  };
}
