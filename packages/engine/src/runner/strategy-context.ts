/** What a strategy is shown. @module */
import { viewOf, type EquityPoint, type Strategy, type TradingContext } from '@tradewright/core';
import { buildTradingContext } from '../context/build-trading-context.ts';
import type { RunnerParts } from './runner-parts.ts';

/** The frozen context of one strategy at this moment: its own plans, orders and book, and the market of its symbols. */
export function strategyContext(
  parts: RunnerParts,
  strategy: Strategy,
  equity: EquityPoint,
): TradingContext {
  const { clock, baseCurrency, market, portfolioTracker, planBook, orders, riskManager } = parts;
  const { name, timeframe, lookback } = strategy;
  const time = clock.now();
  const own = orders.open().filter((record) => record.intent.strategyName === name);
  return buildTradingContext({
    time,
    strategyName: name,
    baseCurrency,
    symbols: strategy.symbols.flatMap((symbol) => {
      const instrument = market.instrument(symbol);
      if (instrument === undefined) return [];
      const { bars } = market.bars(symbol, timeframe, lookback);
      const quote = market.quote(symbol) ?? null;
      return [{ symbol, instrument, phase: market.phase(symbol, time), quote, timeframe, bars }];
    }),
    account: portfolioTracker.account() ?? null,
    equity,
    positions: portfolioTracker.books(name).filter((book) => book.state === 'open'),
    plans: planBook.open(name),
    openOrders: own.map(viewOf),
    recentFills: portfolioTracker.recentFills(10),
    headroom: riskManager.headroom({ strategyName: name, symbols: strategy.symbols }),
  });
}
