/** What an execution tells the plan behind its order. @module */
import {
  Decimal,
  type DecimalString,
  type Fill,
  type OrderRecord,
  type Plan,
} from '@tradewright/core';
import type { PlanEvent } from '../plan/plan-machine.ts';
import { isOver } from './is-over.ts';

/** Events of one execution; `quantity` is what the plan has not been told yet. */
export function planNews(
  record: OrderRecord,
  fill: Fill,
  quantity: DecimalString = fill.quantity,
): readonly PlanEvent[] {
  const { clientOrderId } = record.intent;
  const { price, time } = fill;
  const filled: readonly PlanEvent[] = Decimal.from(quantity).isPositive()
    ? [{ kind: 'filled', clientOrderId, quantity, price, time }]
    : [];
  return isOver(record)
    ? [...filled, { kind: 'order-ended', clientOrderId, life: record.life, time }]
    : filled;
}

/**
 * What a plan has not been told of its orders. Where a stand-in was booked for missing executions the
 * plan knows of them already: what the orders have filled is compared with what the plan counts.
 */
export function untold(
  plan: Plan,
  record: OrderRecord,
  filledOf: (clientOrderId: string) => DecimalString | undefined,
): DecimalString {
  const { clientOrderId } = record.intent;
  const isEntry = clientOrderId === plan.entryClientOrderId;
  const ids = isEntry
    ? [clientOrderId]
    : [...plan.exitClientOrderIds, ...plan.protectionClientOrderIds];
  const filled = ids.reduce(
    (sum, id) =>
      sum.plus(Decimal.from((id === clientOrderId ? record.filled : filledOf(id)) ?? '0')),
    Decimal.zero,
  );
  const told = Decimal.from(isEntry ? plan.filled : plan.exited);
  return Decimal.maximum(Decimal.zero, filled.minus(told)).toString();
}
