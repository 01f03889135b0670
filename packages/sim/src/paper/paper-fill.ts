/** Executions of the paper venue. @module */
import { Decimal, type Fill } from '@tradewright/core';
import type { MatchingEffect } from '@tradewright/venue-kit/matching';
import type { PaperOrder } from './paper-order.ts';

type Filled = Extract<MatchingEffect, { kind: 'filled' }>;

/** What the exchange adds to an execution. The fee is in `currency`, the quote currency. */
export type FillFacts = {
  readonly venue: string;
  readonly accountId: string;
  readonly currency: string;
  readonly fee: Decimal;
  readonly time: number;
};

/** Adds an execution to the order's own count. */
export function countExecution(order: PaperOrder, effect: Filled): void {
  const quantity = Decimal.from(effect.quantity);
  order.filled = Decimal.from(order.filled).plus(quantity).toString();
  order.value = Decimal.from(order.value)
    .plus(quantity.times(Decimal.from(effect.price)))
    .toString();
  order.executions = effect.execution;
}

/** The execution as the venue reports it. Its id is the order's with the number of the execution. */
export function paperFill(order: PaperOrder, effect: Filled, facts: FillFacts): Fill {
  const { venue, accountId, currency, fee, time } = facts;
  return {
    venue,
    accountId,
    fillId: `${order.venueOrderId}-${effect.execution}`,
    revision: 0,
    clientOrderId: order.intent.clientOrderId,
    venueOrderId: order.venueOrderId,
    symbol: order.intent.symbol,
    side: order.intent.side,
    quantity: effect.quantity,
    price: effect.price,
    currency,
    commission: fee.toString(),
    commissionCurrency: currency,
    liquidity: effect.liquidity,
    provenance: 'live',
    time,
    receivedTime: time,
  };
}
