/** Charges on top of a commission. @module */
import { Decimal, amount } from '@tradewright/core';
import type { FeeSchedule } from './fee-schedule.ts';

/** A line of an exchange, a clearing house or a tax office, in percent of what it is charged on. */
export type Charge = {
  readonly name: string;
  readonly on: 'notional' | 'commission' | 'total';
  readonly percent: string;
};

/** Goods and services tax of Australia, which brokers charge on everything that they pass on. */
export const australianGst: Charge = { name: 'GST', on: 'total', percent: '10' };

/** Adds the lines in their order: one on the `total` is charged on those before it, too. */
export function withCharges(schedule: FeeSchedule, charges: readonly Charge[]): FeeSchedule {
  const lines = charges.map(({ on, percent }) => ({
    on,
    share: Decimal.from(percent).dividedBy(Decimal.from('100')),
  }));
  return (order, facts) => {
    const commission = schedule(order, facts);
    if (commission === undefined) return undefined;
    const paid = Decimal.from(commission.value);
    // A line on the value can only be added where the commission is in its currency.
    if (
      commission.currency !== order.notional.currency &&
      lines.some(({ on }) => on === 'notional')
    )
      return undefined;
    let total = paid;
    for (const { on, share } of lines) {
      const base = { notional: Decimal.from(order.notional.value), commission: paid, total }[on];
      total = total.plus(base.times(share));
    }
    return amount(total, commission.currency);
  };
}
