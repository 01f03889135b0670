/** An entry that was to rest and would have taken goes as a taker. @module */
import type { Clock, Ids, OrderIntent, OrderRecord } from '@tradewright/core';
import type { Occasion } from '../execution/execution-options.ts';
import type { PlanBook } from '../plan/plan-book.ts';
import { planMachine } from '../plan/plan-machine.ts';
import type { RiskManager } from '../risk/risk-manager.ts';
import type { PlanOrders } from './plan-orders.ts';

/** What the second order is made with. */
export type FallbackParts = {
  readonly plans: PlanBook;
  readonly risk: RiskManager;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly orders: PlanOrders;
  /** Why no new risk may be taken in a symbol now; `undefined` when it may. */
  readonly entriesBlocked: (symbol: string) => string | undefined;
};

/**
 * Submits the same entry without post-only, under a client id of its own, once the venue has proved that
 * the first was turned away because it would have taken. The end of the first, the verdict, the plan and
 * the new intent are one commit. False when nothing follows: then the plan ends with its order.
 *
 * An unknown outcome never comes here: only a refusal with evidence does. What is sent is not post-only,
 * so there is no third.
 */
export function fallBackToTaker(
  ended: OrderRecord,
  occasion: Occasion,
  parts: FallbackParts,
): boolean {
  const { plans, risk, clock, ids, orders } = parts;
  const { intent, life, refusal } = ended;
  const plan = intent.planId === null ? undefined : plans.plan(intent.planId);
  const isEntry = plan?.state === 'entering' && plan.entryClientOrderId === intent.clientOrderId;
  const turnedAway = life === 'refused' && refusal === 'would-take' && intent.postOnly;
  if (!isEntry || !turnedAway || parts.entriesBlocked(intent.symbol) !== undefined) return false;
  const time = clock.now();
  if (plan.expiresAt !== null && time >= plan.expiresAt) return false;
  const taker: OrderIntent = {
    ...intent,
    postOnly: false,
    clientOrderId: ids.clientOrderId(),
    createdTime: time,
  };
  risk.release(intent.clientOrderId);
  const { approved, verdict } = risk.review(taker, plan);
  if (approved === undefined) {
    orders.denied(verdict);
    return false;
  }
  const { clientOrderId } = taker;
  const next = planMachine(plan, { kind: 'entry-sent', clientOrderId, time });
  orders.submit(approved, verdict, next, occasion);
  return true;
}
