/** Where tools read. @module */
import type { BarSeries, OrderBook, QueryResult, Timeframe, Trade } from '@tradewright/core';
import type { UntrustedText } from '../text/untrusted-text.ts';

/** A piece of news: everything but its time is text from outside. */
export type NewsItem = { readonly time: number; readonly text: UntrustedText };

/** Facts about a company: numbers by name, and text from outside. */
export type FundamentalFacts = {
  readonly asOf: number;
  readonly figures: Readonly<Record<string, number | string | null>>;
  readonly text: UntrustedText | null;
};

/** What a session offers to read beyond the context. A tool whose source is missing is not offered at all. */
export type ToolSources = {
  /** Timeframes that bars exist in. */
  readonly timeframes: readonly Timeframe[];
  /** The newest bars held in memory, oldest first; fewer than asked where there are fewer. */
  readonly bars: (symbol: string, timeframe: Timeframe, limit: number) => BarSeries;
  readonly fetchBars?: (symbol: string, timeframe: Timeframe, limit: number) => Promise<BarSeries>;
  readonly fetchBook?: (symbol: string, depth: number) => Promise<OrderBook>;
  readonly fetchTrades?: (symbol: string, limit: number) => Promise<QueryResult<Trade>>;
  readonly fetchFundamentals?: (symbol: string) => Promise<FundamentalFacts>;
  readonly fetchNews?: (symbol: string, limit: number) => Promise<readonly NewsItem[]>;
};
