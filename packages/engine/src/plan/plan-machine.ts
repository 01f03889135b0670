/** The life of a plan as a pure reducer. @module */
import {
  Decimal,
  type DecimalString,
  type Draft,
  type OrderLife,
  type Plan,
} from '@tradewright/core';
import { planDraft } from './plan-draft.ts';

/** What happens to a plan. `time` is session time in ms. */
export type PlanEvent =
  | { readonly kind: 'entry-sent'; readonly clientOrderId: string; readonly time: number }
  | {
      readonly kind: 'exit-sent';
      readonly clientOrderId: string;
      readonly reason: string;
      readonly time: number;
    }
  | { readonly kind: 'protection-sent'; readonly clientOrderId: string; readonly time: number }
  | {
      readonly kind: 'filled';
      readonly clientOrderId: string;
      readonly quantity: DecimalString;
      readonly price: DecimalString;
      readonly time: number;
    }
  | {
      readonly kind: 'order-ended';
      readonly clientOrderId: string;
      readonly life: OrderLife;
      readonly time: number;
    }
  | {
      readonly kind: 'amended';
      readonly stopPrice: DecimalString | null;
      readonly targetPrice: DecimalString | null;
      readonly time: number;
    }
  | {
      readonly kind: 'abandoned';
      readonly state: 'canceled' | 'failed';
      readonly reason: string;
      readonly time: number;
    }
  | { readonly kind: 'flat'; readonly reason: string; readonly time: number };

/** States in which a plan is over. */
export const endedPlanStates: ReadonlySet<Plan['state']> = new Set([
  'closed',
  'canceled',
  'failed',
]);

/** What is open of a plan: entered and not yet left, unsigned. */
export function openQuantity(plan: Plan): Decimal {
  return Decimal.from(plan.filled).minus(Decimal.from(plan.exited));
}

/** True when a stop at this price would risk more than the plan's own. */
export function widensRisk(plan: Plan, stop: Decimal): boolean {
  const current = Decimal.from(plan.stopPrice);
  return plan.side === 'buy' ? stop.isLessThan(current) : stop.isGreaterThan(current);
}

/**
 * The next state of a plan. An event about an order that is not the plan's, or that changes
 * nothing, returns the same object.
 *
 * Fills move quantities in any state, also after the plan is over: what really happened is kept.
 */
export function planMachine(plan: Plan, event: PlanEvent): Plan {
  switch (event.kind) {
    case 'entry-sent':
      return entrySent(planDraft(plan, event.time), event.clientOrderId);
    case 'exit-sent':
      return exitSent(planDraft(plan, event.time), event);
    case 'protection-sent':
      return protectionSent(planDraft(plan, event.time), event.clientOrderId);
    case 'filled':
      return filled(plan, event);
    case 'order-ended':
      return orderEnded(plan, event);
    case 'amended':
      return amended(planDraft(plan, event.time), event);
    case 'abandoned':
      return ended(plan, event, event.state);
    case 'flat':
      return ended(plan, event, 'closed');
  }
}

function entrySent(next: Draft<Plan>, clientOrderId: string): Plan {
  next.state = 'entering';
  next.entryClientOrderId = clientOrderId;
  return next;
}

function exitSent(next: Draft<Plan>, event: Extract<PlanEvent, { kind: 'exit-sent' }>): Plan {
  next.state = 'exiting';
  next.exitClientOrderIds = [...next.exitClientOrderIds, event.clientOrderId];
  next.closeReason = event.reason;
  return next;
}

function protectionSent(next: Draft<Plan>, clientOrderId: string): Plan {
  next.protectionClientOrderIds = [...next.protectionClientOrderIds, clientOrderId];
  return next;
}

function amended(next: Draft<Plan>, event: Extract<PlanEvent, { kind: 'amended' }>): Plan {
  next.stopPrice = event.stopPrice ?? next.stopPrice;
  next.targetPrice = event.targetPrice ?? next.targetPrice;
  return next;
}

function ended(
  plan: Plan,
  event: { readonly reason: string; readonly time: number },
  state: Plan['state'],
): Plan {
  if (endedPlanStates.has(plan.state)) return plan;
  const next = planDraft(plan, event.time);
  next.state = state;
  next.closeReason = event.reason;
  return next;
}

function filled(plan: Plan, event: Extract<PlanEvent, { kind: 'filled' }>): Plan {
  const quantity = Decimal.from(event.quantity);
  if (event.clientOrderId === plan.entryClientOrderId) {
    const before = Decimal.from(plan.filled);
    const total = before.plus(quantity);
    const cost = before
      .times(Decimal.from(plan.averageEntryPrice ?? '0'))
      .plus(quantity.times(Decimal.from(event.price)));
    const next = planDraft(plan, event.time);
    next.filled = total.toString();
    next.averageEntryPrice = cost.dividedToPlaces(total, 12).toString();
    next.state = plan.state === 'exiting' ? 'exiting' : 'open';
    return next;
  }
  if (
    !plan.exitClientOrderIds.includes(event.clientOrderId) &&
    !plan.protectionClientOrderIds.includes(event.clientOrderId)
  )
    return plan;
  const exited = Decimal.from(plan.exited).plus(quantity);
  const next = planDraft(plan, event.time);
  next.exited = exited.toString();
  if (!exited.isLessThan(Decimal.from(plan.filled))) next.state = 'closed';
  return next;
}

/** An entry that ended without a fill ends the plan; an exit that ended short leaves it open for the next attempt. */
function orderEnded(plan: Plan, event: Extract<PlanEvent, { kind: 'order-ended' }>): Plan {
  if (endedPlanStates.has(plan.state)) return plan;
  if (event.clientOrderId === plan.entryClientOrderId) {
    if (Decimal.from(plan.filled).isPositive()) return plan;
    const state = event.life === 'canceled' || event.life === 'expired' ? 'canceled' : 'failed';
    return ended(
      plan,
      { reason: plan.closeReason ?? `entry ${event.life}`, time: event.time },
      state,
    );
  }
  const newest = plan.exitClientOrderIds.at(-1) === event.clientOrderId;
  if (!newest || plan.state !== 'exiting') return plan;
  const next = planDraft(plan, event.time);
  next.state = 'open';
  return next;
}
