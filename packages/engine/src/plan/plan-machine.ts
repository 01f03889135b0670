/** The life of a plan as a pure reducer. @module */
import { Decimal, type DecimalString, type OrderLife, type Plan } from '@tradewright/core';

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
      return next(plan, event.time, { state: 'entering', entryClientOrderId: event.clientOrderId });
    case 'exit-sent':
      return next(plan, event.time, {
        state: 'exiting',
        exitClientOrderIds: [...plan.exitClientOrderIds, event.clientOrderId],
        closeReason: event.reason,
      });
    case 'protection-sent':
      return next(plan, event.time, {
        protectionClientOrderIds: [...plan.protectionClientOrderIds, event.clientOrderId],
      });
    case 'filled':
      return filled(plan, event);
    case 'order-ended':
      return orderEnded(plan, event);
    case 'amended':
      return next(plan, event.time, {
        stopPrice: event.stopPrice ?? plan.stopPrice,
        targetPrice: event.targetPrice ?? plan.targetPrice,
      });
    case 'abandoned':
      return endedPlanStates.has(plan.state)
        ? plan
        : next(plan, event.time, { state: event.state, closeReason: event.reason });
    case 'flat':
      return endedPlanStates.has(plan.state)
        ? plan
        : next(plan, event.time, { state: 'closed', closeReason: event.reason });
  }
}

function filled(plan: Plan, event: Extract<PlanEvent, { kind: 'filled' }>): Plan {
  const quantity = Decimal.from(event.quantity);
  if (event.clientOrderId === plan.entryClientOrderId) {
    const before = Decimal.from(plan.filled);
    const total = before.plus(quantity);
    const cost = before
      .times(Decimal.from(plan.averageEntryPrice ?? '0'))
      .plus(quantity.times(Decimal.from(event.price)));
    return next(plan, event.time, {
      filled: total.toString(),
      averageEntryPrice: cost.dividedToPlaces(total, 12).toString(),
      state: plan.state === 'exiting' ? 'exiting' : 'open',
    });
  }
  if (
    !plan.exitClientOrderIds.includes(event.clientOrderId) &&
    !plan.protectionClientOrderIds.includes(event.clientOrderId)
  )
    return plan;
  const exited = Decimal.from(plan.exited).plus(quantity);
  const over = !exited.isLessThan(Decimal.from(plan.filled));
  return next(plan, event.time, {
    exited: exited.toString(),
    ...(over ? { state: 'closed' as const } : {}),
  });
}

/** An entry that ended without a fill ends the plan; an exit that ended short leaves it open for the next attempt. */
function orderEnded(plan: Plan, event: Extract<PlanEvent, { kind: 'order-ended' }>): Plan {
  if (endedPlanStates.has(plan.state)) return plan;
  if (event.clientOrderId === plan.entryClientOrderId) {
    if (Decimal.from(plan.filled).isPositive()) return plan;
    const state = event.life === 'canceled' || event.life === 'expired' ? 'canceled' : 'failed';
    return next(plan, event.time, {
      state,
      closeReason: plan.closeReason ?? `entry ${event.life}`,
    });
  }
  const newest = plan.exitClientOrderIds.at(-1) === event.clientOrderId;
  return newest && plan.state === 'exiting' ? next(plan, event.time, { state: 'open' }) : plan;
}

function next(plan: Plan, time: number, change: Partial<Plan>): Plan {
  return { ...plan, ...change, revision: plan.revision + 1, updatedTime: time };
}
