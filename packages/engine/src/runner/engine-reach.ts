/** What a strategy may read beyond its context. @module */
import type {
  BarSeries,
  BaseTrader,
  DecimalString,
  Halt,
  OrderBook,
  QueryResult,
  Timeframe,
  Trade,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { DataFetchCoordinator } from '../market/data-fetch-coordinator.ts';
import type { MarketState } from '../market/market-state.ts';
import type { CostDrift, CostTracker } from '../portfolio/cost-tracker.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { SessionGate } from './session-gate.ts';

/** Reading alone: nothing in here changes or sends anything. Fetches share the venue's budget with the session. */
export type EngineReach = {
  /** Timeframes that the venue has bars in. */
  readonly timeframes: readonly Timeframe[];
  readonly bars: (symbol: string, timeframe: Timeframe, limit: number) => BarSeries;
  readonly fetchBars: (symbol: string, timeframe: Timeframe, limit: number) => Promise<BarSeries>;
  readonly fetchBook: (symbol: string, depth: number) => Promise<OrderBook>;
  /** `undefined` where the venue has no public trades. */
  readonly fetchTrades:
    | ((symbol: string, limit: number) => Promise<QueryResult<Trade>>)
    | undefined;
  /** Base currency per unit of a currency; `undefined` when not known. */
  readonly rate: (currency: string) => DecimalString | undefined;
  /** Why no new risk may be taken in a symbol now; `undefined` when it may. */
  readonly entriesBlocked: (symbol: string) => string | undefined;
  /** Halts that are set, and what fills were expected to cost beside what they did. */
  readonly books: () => {
    readonly halts: readonly Halt[];
    readonly costs: readonly CostDrift[];
  };
};

/** Parts that the reach looks into. */
export type ReachParts = {
  readonly trader: BaseTrader;
  readonly baseCurrency: string;
  readonly market: MarketState;
  readonly converter: CurrencyConverter;
  readonly fetch: DataFetchCoordinator;
  readonly gate: SessionGate;
  readonly halts: HaltDesk;
  readonly costs: CostTracker;
};

/** Ties the reach to the parts of a session. */
export function engineReach(parts: ReachParts): EngineReach {
  const { trader, baseCurrency, market, converter, fetch, gate, halts, costs } = parts;
  const { timeframes, publicTrades } = trader.capabilities;
  return {
    timeframes,
    bars: (symbol, timeframe, limit) => market.bars(symbol, timeframe, limit),
    fetchBars: (symbol, timeframe, limit) => fetch.fetchBars({ symbol, timeframe, limit }),
    fetchBook: (symbol, depth) => fetch.fetchBook(symbol, depth),
    fetchTrades: publicTrades ? (symbol, limit) => fetch.fetchTrades(symbol, limit) : undefined,
    rate: (currency) => converter.rate(currency, baseCurrency)?.toString(),
    entriesBlocked: (symbol) => gate.entriesBlocked(symbol),
    books: () => ({ halts: halts.open(), costs: costs.drift() }),
  };
}
