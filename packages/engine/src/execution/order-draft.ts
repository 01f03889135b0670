/** The next record of an order while it is being made. @module */
import type { Draft, OrderRecord } from '@tradewright/core';

/** A copy with the new time, made by one literal so that all records have one hidden shape (see `planDraft`). */
export function orderDraft(record: OrderRecord, updatedTime: number): Draft<OrderRecord> {
  const draft: Draft<OrderRecord> = {
    intent: record.intent,
    venue: record.venue,
    accountId: record.accountId,
    life: record.life,
    command: record.command,
    quantity: record.quantity,
    filled: record.filled,
    reportedFilled: record.reportedFilled,
    filledValue: record.filledValue,
    venueOrderIds: record.venueOrderIds,
    reservation: record.reservation,
    epoch: record.epoch,
    sentTime: record.sentTime,
    anomalies: record.anomalies,
    message: record.message,
    updatedTime,
  };
  // Few records have a refusal; the others keep their shape.
  if (record.refusal !== undefined) draft.refusal = record.refusal;
  return draft;
}
