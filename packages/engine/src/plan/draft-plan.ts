/** A plan before its entry is approved. @module */
import {
  Decimal,
  type Draft,
  type Plan,
  type PlanProposal,
  type SizedPlan,
} from '@tradewright/core';

/** A proposal with its size. `time` is session time in ms. */
export type DraftInput = {
  readonly planId: string;
  readonly strategyName: string;
  readonly proposal: PlanProposal;
  readonly sized: Extract<SizedPlan, { kind: 'sized' }>;
  readonly time: number;
};

/** An admitted plan without orders, still to be completed by whoever sends its entry. */
export function draftPlan({
  planId,
  strategyName,
  proposal,
  sized,
  time,
}: DraftInput): Draft<Plan> {
  const zero = Decimal.zero.toString();
  return {
    planId,
    revision: 0,
    strategyName,
    symbol: proposal.symbol,
    side: proposal.side,
    state: 'admitted',
    quantity: sized.quantity,
    filled: zero,
    exited: zero,
    averageEntryPrice: null,
    entryPrice: sized.entryPrice,
    stopPrice: sized.stopPrice,
    initialStopPrice: sized.stopPrice,
    targetPrice: sized.targetPrice,
    trailDistance: sized.trailDistance,
    expiresAt: proposal.expiresAt,
    maxHoldMs: proposal.maxHoldMs,
    entryClientOrderId: null,
    exitClientOrderIds: [],
    protectionClientOrderIds: [],
    reasons: [...proposal.reasons],
    closeReason: null,
    createdTime: time,
    updatedTime: time,
  };
}
