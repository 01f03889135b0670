/** When an open plan has to end. @module */
import type { Plan, Quote } from '@tradewright/core';

/** Why a plan wants to end, or what of it. */
export type PlanTrigger = 'stop' | 'target' | 'max-hold' | 'entry-expired';

/**
 * The first trigger that holds now, the most urgent first. Prices are judged on the side at which
 * the exit would trade: a long on the bid, a short on the ask. A quote without that side says nothing.
 */
export function planTrigger(
  plan: Plan,
  quote: Quote | undefined,
  time: number,
): PlanTrigger | undefined {
  if (plan.state === 'entering' || plan.state === 'admitted') {
    return plan.expiresAt !== null && time >= plan.expiresAt ? 'entry-expired' : undefined;
  }
  if (plan.state !== 'open') return undefined;
  const exit = quote === undefined ? null : plan.side === 'buy' ? quote.bid : quote.ask;
  if (exit !== null) {
    const sign = plan.side === 'buy' ? 1 : -1;
    if (sign * (exit - Number(plan.stopPrice)) <= 0) return 'stop';
    if (plan.targetPrice !== null && sign * (exit - Number(plan.targetPrice)) >= 0) return 'target';
  }
  const held = plan.maxHoldMs !== null && time - plan.createdTime >= plan.maxHoldMs;
  return held ? 'max-hold' : undefined;
}

/** The stop that a trailing plan has earned at this quote; `undefined` when it does not rise. Numbers: the caller fits them to the ladder. */
export function trailedStop(plan: Plan, quote: Quote): number | undefined {
  if (plan.trailDistance === null || plan.state !== 'open') return undefined;
  const exit = plan.side === 'buy' ? quote.bid : quote.ask;
  if (exit === null) return undefined;
  const sign = plan.side === 'buy' ? 1 : -1;
  const stop = exit - sign * Number(plan.trailDistance);
  return sign * (stop - Number(plan.stopPrice)) > 0 ? stop : undefined;
}
