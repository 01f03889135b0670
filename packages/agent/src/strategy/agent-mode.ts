/** How far an agent may go on its own. @module */
import type { StrategyAction } from '@tradewright/core';

/** `shadow` sends nothing, `propose` waits for a person, `auto-paper` and `auto-live` act within the caps. */
export type AgentMode = 'shadow' | 'propose' | 'auto-paper' | 'auto-live';

/** What the account and the person at the desk allow. */
export type Authority = { readonly paper: boolean; readonly armed: boolean };

/**
 * The mode that really holds. Automatic modes fall back to `propose` where they do not belong: auto-paper
 * on an account with real money, auto-live without arming, and both after text from outside or an
 * answer that had to be dug out. Nothing ever raises a mode.
 */
export function effectiveMode(mode: AgentMode, authority: Authority, lowered: boolean): AgentMode {
  if (mode === 'shadow' || mode === 'propose') return mode;
  if (lowered) return 'propose';
  if (mode === 'auto-paper') return authority.paper ? mode : 'propose';
  return authority.paper || authority.armed ? mode : 'propose';
}

/** True for what adds risk or gives up a target, and so needs a person in `propose`. What lowers risk never does. */
export function needsApproval(action: StrategyAction): boolean {
  if (action.action === 'open') return true;
  return action.action === 'amend' && action.amendment.targetPrice !== null;
}
