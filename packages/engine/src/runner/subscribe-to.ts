/** What a session hears of a symbol. @module */
import type { Undo } from '@tradewright/core';
import type { RunnerParts } from './runner-parts.ts';

/** What is held already needs a price; a venue without one has nothing to tell yet. */
export async function firstQuote(
  { dataFetchCoordinator, market }: Pick<RunnerParts, 'dataFetchCoordinator' | 'market'>,
  symbol: string,
): Promise<void> {
  const quote = await dataFetchCoordinator.fetchQuote(symbol).catch(() => undefined);
  if (quote !== undefined) market.onQuote(quote);
}

/** Quotes of a symbol, and the bars that strategies ask for. @throws TradewrightError `VENUE_*` */
export async function subscribeTo(
  { trader, strategies }: RunnerParts,
  symbol: string,
): Promise<readonly Undo[]> {
  const timeframes = new Set(
    strategies
      .filter((strategy) => strategy.symbols.includes(symbol))
      .map((strategy) => strategy.timeframe),
  );
  const undo = [await trader.subscribe({ stream: 'quote', symbol })];
  for (const timeframe of timeframes)
    undo.push(await trader.subscribe({ stream: 'bar', symbol, timeframe }));
  return undo;
}
