/** Further readings of a series of bars. @module */
import type { Bar } from '@tradewright/core';
import { RSI } from 'trading-signals';

/** Relative strength over 14 bars (`null` while there are too few) and the range of the last 20. */
export type Momentum = {
  readonly rsi: number | null;
  readonly high20: number | null;
  readonly low20: number | null;
};

/** Reads at the last bar. */
export function momentum(bars: readonly Bar[]): Momentum {
  const rsi = new RSI(14);
  for (const { close } of bars) rsi.add(close);
  const last = bars.slice(-20);
  return {
    rsi: rsi.getResult() ?? null,
    high20: last.length === 0 ? null : Math.max(...last.map(({ high }) => high)),
    low20: last.length === 0 ? null : Math.min(...last.map(({ low }) => low)),
  };
}
