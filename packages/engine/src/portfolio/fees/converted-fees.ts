/** A price list in one currency for orders in any. @module */
import { Decimal, amount } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

/** `listed` is the currency of the list, `charged` the one in which the broker books it. */
export type ConvertedFees = {
  readonly schedule: FeeSchedule;
  readonly listed: string;
  readonly charged: string;
};

/** Reads the list at today's rates, against us; not known without a rate. Volume counts in the currency of the list. */
export function convertedFees(options: ConvertedFees): FeeSchedule {
  const { schedule, listed, charged } = options;
  return (order, facts) => {
    const { converter } = facts;
    const { value, currency } = order.notional;
    const notional = converter.convert(Decimal.from(value), currency, listed, 'high');
    if (notional === undefined) return undefined;
    const fee = schedule({ ...order, notional: amount(notional, listed) }, facts);
    if (fee === undefined) return undefined;
    const paid = converter.convert(Decimal.from(fee.value), listed, charged, 'high');
    return paid === undefined ? undefined : amount(paid, charged);
  };
}
