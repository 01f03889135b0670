/** Whether a call to a model can change anything. @module */
import type { TradingContext } from '@tradewright/core';

/** What the screen says, with its reason as a code. */
type ScreenVerdict = { readonly call: boolean; readonly reason: string };

/** Cheap and deterministic: the same contexts in the same order give the same verdicts. */
export interface Screen {
  /** @param lastOutcome - How the last call ended; `null` before the first. */
  judge(context: TradingContext, lastOutcome: string | null): ScreenVerdict;
}

/** Asks in every cycle. */
export const alwaysAsk: Screen = { judge: () => ({ call: true, reason: 'every cycle' }) };
