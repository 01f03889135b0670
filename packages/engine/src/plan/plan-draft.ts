/** The next revision of a plan while it is being made. @module */
import type { Draft, Plan } from '@tradewright/core';

/**
 * A copy with the next revision and the new time. Every plan is made by the same literal, so that all
 * have one hidden shape: an object spread would give each change a shape of its own, at many times the cost.
 */
export function planDraft(plan: Plan, time: number): Draft<Plan> {
  return {
    planId: plan.planId,
    revision: plan.revision + 1,
    strategyName: plan.strategyName,
    symbol: plan.symbol,
    side: plan.side,
    state: plan.state,
    quantity: plan.quantity,
    filled: plan.filled,
    exited: plan.exited,
    averageEntryPrice: plan.averageEntryPrice,
    entryPrice: plan.entryPrice,
    stopPrice: plan.stopPrice,
    initialStopPrice: plan.initialStopPrice,
    targetPrice: plan.targetPrice,
    trailDistance: plan.trailDistance,
    expiresAt: plan.expiresAt,
    maxHoldMs: plan.maxHoldMs,
    entryClientOrderId: plan.entryClientOrderId,
    exitClientOrderIds: plan.exitClientOrderIds,
    protectionClientOrderIds: plan.protectionClientOrderIds,
    reasons: plan.reasons,
    closeReason: plan.closeReason,
    createdTime: plan.createdTime,
    updatedTime: time,
  };
}
