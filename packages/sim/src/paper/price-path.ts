/** The way a price took through a bar. @module */
import type { QuoteBarEvent, SideBar } from '../feeds/feed-event.ts';

/** One moment of the touch. */
export type PathPoint = { readonly bid: number; readonly ask: number };

/**
 * Four moments of a recorded bar: open, the extreme nearer to the open, the other extreme, close.
 * A bar does not tell the order of its extremes; this rule is the usual guess and is the same for
 * every run.
 */
export function pricePath(event: Pick<QuoteBarEvent, 'bid' | 'ask'>): readonly PathPoint[] {
  const { bid, ask } = event;
  const flat =
    bid.open === bid.close &&
    bid.high === bid.low &&
    ask.open === ask.close &&
    ask.high === ask.low;
  if (flat) return [{ bid: bid.close, ask: ask.close }];
  const low = { bid: bid.low, ask: Math.max(bid.low, ask.low) };
  const high = { bid: bid.high, ask: Math.max(bid.high, ask.high) };
  const extremes = nearerToLow(bid) ? [low, high] : [high, low];
  return [{ bid: bid.open, ask: ask.open }, ...extremes, { bid: bid.close, ask: ask.close }];
}

function nearerToLow(bar: SideBar): boolean {
  return bar.open - bar.low <= bar.high - bar.open;
}
