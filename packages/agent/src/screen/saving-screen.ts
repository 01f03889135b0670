/** Asks less often once a budget is nearly used up. @module */
import type { TradingContext } from '@tradewright/core';
import type { Screen } from './screen.ts';

/** Why a strategy should save at a time of its session; `null` while it need not. */
export type SavingReason = (strategyName: string, time: number) => string | null;

/** Longest that new plans wait while there is something to save. */
const pauseMs = 3_600_000;

/**
 * Past the mark, new plans are looked for once an hour, so that what is left lasts for the plans that
 * are open: those are asked about as before. What changes in the meantime is seen in the next look.
 */
export class SavingScreen implements Screen {
  readonly #screen: Screen;
  readonly #reason: SavingReason;
  #lastCall: number | undefined;

  constructor(screen: Screen, reason: SavingReason) {
    this.#screen = screen;
    this.#reason = reason;
  }

  judge(context: TradingContext, lastOutcome: string | null): ReturnType<Screen['judge']> {
    const { time, strategyName, plans } = context;
    const reason = this.#reason(strategyName, time);
    const waits = this.#lastCall !== undefined && time - this.#lastCall < pauseMs;
    if (reason !== null && plans.length === 0 && waits)
      return { call: false, reason: `${reason}: new plans are looked for once an hour` };
    const verdict = this.#screen.judge(context, lastOutcome);
    if (verdict.call) this.#lastCall = time;
    return verdict;
  }
}
