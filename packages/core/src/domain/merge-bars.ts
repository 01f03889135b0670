/** Two bars as one. @module */
import type { Bar } from './market-data.ts';

/** The bar over both stretches, with the time of the first. Volume is `null` when either has none. */
export function mergeBars(first: Bar, next: Bar): Bar {
  return {
    time: first.time,
    open: first.open,
    high: Math.max(first.high, next.high),
    low: Math.min(first.low, next.low),
    close: next.close,
    volume: first.volume === null || next.volume === null ? null : first.volume + next.volume,
  };
}
