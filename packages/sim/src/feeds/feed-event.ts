/** What a feed delivers. @module */
import type { Bar, Timeframe } from '@tradewright/core';

/** Open, high, low and close of one side of the book. */
export type SideBar = {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
};

/** Best bid and ask over one stretch, with the size shown at its end (`null` when not stated). */
export type QuoteBarEvent = {
  readonly kind: 'quote-bar';
  readonly symbol: string;
  /** Start of the stretch, ms UTC. */
  readonly time: number;
  /** When it is known: its end. */
  readonly end: number;
  readonly timeframe: Timeframe;
  readonly bid: SideBar;
  readonly ask: SideBar;
  readonly bidSize: number | null;
  readonly askSize: number | null;
};

/** One bar of trades, delivered at its end. */
export type BarEvent = {
  readonly kind: 'bar';
  readonly symbol: string;
  readonly end: number;
  readonly timeframe: Timeframe;
  readonly bar: Bar;
};

/** Everything is delivered at its end: nothing is known before it has happened. */
export type FeedEvent = QuoteBarEvent | BarEvent;

/** A feed in time order. */
export type Feed = Iterable<FeedEvent> | AsyncIterable<FeedEvent>;
