/** What the offline rules see in a series of bars. @module */
import { ATR, EMA } from 'trading-signals';
import type { Bar } from '@tradewright/core';

/** Lengths in bars. */
export type TrendLengths = { readonly fast: number; readonly slow: number; readonly range: number };

/** The lengths of the offline rules, and of the indicators that a model is shown. */
export const trendLengths: TrendLengths = { fast: 8, slow: 32, range: 14 };

/** Averages and range at the last bar; prices in the quote currency. */
export type TrendState = {
  readonly fast: number;
  readonly slow: number;
  /** The slow average `range` bars ago, to tell its direction. */
  readonly slowBefore: number;
  /** Average true range: how far the price usually moves in one bar. */
  readonly range: number;
  readonly close: number;
};

/** `undefined` while there are too few bars for the longest length. */
export function trendState(bars: readonly Bar[], lengths: TrendLengths): TrendState | undefined {
  const last = bars.at(-1);
  if (last === undefined || bars.length < lengths.slow + lengths.range) return undefined;
  const fast = new EMA(lengths.fast);
  const slow = new EMA(lengths.slow);
  const range = new ATR(lengths.range);
  let slowBefore = 0;
  bars.forEach((bar, index) => {
    fast.add(bar.close);
    slow.add(bar.close);
    range.add({ high: bar.high, low: bar.low, close: bar.close });
    if (index === bars.length - 1 - lengths.range) slowBefore = slow.getResult() ?? bar.close;
  });
  const values = [fast.getResult(), slow.getResult(), range.getResult()];
  const [fastNow, slowNow, rangeNow] = values;
  if (fastNow == null || slowNow == null || rangeNow == null) return undefined;
  return { fast: fastNow, slow: slowNow, slowBefore, range: rangeNow, close: last.close };
}
