/** Waits for evidence about an order. @module */
import type { OrderRecord } from '@tradewright/core';
import type { DeskParts } from './desk-parts.ts';

/**
 * Resolves to the order's record as soon as it is as wanted, or as it stands when the time is over.
 * `undefined` for an order that this session does not have.
 */
export function awaitOrder(
  clientOrderId: string,
  wanted: (record: OrderRecord) => boolean,
  { parts, wall, answerMs }: Pick<DeskParts, 'parts' | 'wall' | 'answerMs'>,
): Promise<OrderRecord | undefined> {
  const now = parts.orders.record(clientOrderId);
  if (now === undefined || wanted(now)) return Promise.resolve(now);
  return new Promise((resolve) => {
    const end = (): void => {
      stopTimer();
      stopListening();
      resolve(parts.orders.record(clientOrderId));
    };
    const stopTimer = wall.after(answerMs, end);
    const stopListening = parts.bus.subscribe('order.changed', ({ payload }) => {
      if (payload.intent.clientOrderId === clientOrderId && wanted(payload)) end();
    });
  });
}
