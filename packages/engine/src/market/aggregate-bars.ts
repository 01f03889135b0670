/** Longer bars from shorter ones. @module */
import { mergeBars, type Bar } from '@tradewright/core';

/**
 * Folds bars into buckets of `periodMs` aligned to 1970 UTC, oldest first. The last bucket may be
 * unfinished: it ends with the newest bar given. Volume is `null` when any part has none.
 */
export function aggregateBars(bars: readonly Bar[], periodMs: number): readonly Bar[] {
  const folded: Bar[] = [];
  for (const bar of bars) {
    const time = Math.floor(bar.time / periodMs) * periodMs;
    const open = folded.at(-1);
    if (open === undefined || open.time !== time) folded.push({ ...bar, time });
    else folded[folded.length - 1] = mergeBars(open, bar);
  }
  return folded;
}
