/** Whether a symbol's quote may be traded on. @module */
import type { MarketPhase, Quote } from '@tradewright/core';

/** What a quote is judged with. `staleAfterMs` `null` leaves its age alone, as recorded data needs it. */
export type QuoteJudgement = {
  readonly quote: Quote | undefined;
  readonly phase: MarketPhase;
  readonly now: number;
  readonly staleAfterMs: number | null;
};

/** Why no entry may rest on the quote; `undefined` when one may. Spread and depth have their caps (risk rules). */
export function quoteTrouble(judgement: QuoteJudgement): string | undefined {
  const { quote, phase, now, staleAfterMs } = judgement;
  if (quote === undefined) return undefined;
  const { symbol, bid, ask, receivedTime } = quote;
  if (bid !== null && ask !== null && bid > ask)
    return `the quote of ${symbol} is crossed: bid ${bid} above ask ${ask}`;
  const age = now - receivedTime;
  if (staleAfterMs === null || phase === 'closed' || age <= staleAfterMs) return undefined;
  return `the quote of ${symbol} is ${Math.round(age / 1_000)} s old`;
}
