/** What of a judged decision goes on at once, and what waits for a person. @module */
import type { StrategyAction } from '@tradewright/core';
import type { ItemResult } from '../gate/gate.ts';
import { needsApproval, type AgentMode } from './agent-mode.ts';

/** Both parts, in the order in which they were judged; rejected items are in neither. */
export type SplitDecision = {
  readonly forwarded: readonly StrategyAction[];
  readonly waiting: readonly ItemResult[];
};

/**
 * In `shadow` everything but a hold waits for ever; in `propose` what adds risk or gives up a target
 * waits for a person. A nearer stop never waits: where it comes with another target, it goes on alone.
 */
export function splitForApproval(results: readonly ItemResult[], mode: AgentMode): SplitDecision {
  const forwarded: StrategyAction[] = [];
  const waiting: ItemResult[] = [];
  for (const result of results) {
    const { action } = result;
    if (action === null) continue;
    if (!waits(action, mode)) {
      forwarded.push(action);
      continue;
    }
    waiting.push(result);
    if (mode === 'propose' && action.action === 'amend' && action.amendment.stopPrice !== null)
      forwarded.push({ ...action, amendment: { ...action.amendment, targetPrice: null } });
  }
  return { forwarded, waiting };
}

function waits(action: StrategyAction, mode: AgentMode): boolean {
  if (action.action === 'hold') return false;
  return mode === 'shadow' || (mode === 'propose' && needsApproval(action));
}
