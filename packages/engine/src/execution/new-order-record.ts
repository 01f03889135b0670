/** The first record of an order. @module */
import { Decimal, type OrderIntent, type OrderRecord } from '@tradewright/core';

/** An order that is about to become durable; nothing has been sent. */
export function newOrderRecord(
  intent: OrderIntent,
  account: { readonly venue: string; readonly accountId: string },
  reservation: Decimal,
): OrderRecord {
  const zero = Decimal.zero.toString();
  return {
    intent,
    venue: account.venue,
    accountId: account.accountId,
    life: 'intent',
    command: { kind: 'new', state: 'requested' },
    quantity: intent.quantity,
    filled: zero,
    reportedFilled: zero,
    filledValue: zero,
    venueOrderIds: [],
    reservation: reservation.toString(),
    epoch: null,
    sentTime: null,
    anomalies: [],
    message: null,
    updatedTime: intent.createdTime,
  };
}
