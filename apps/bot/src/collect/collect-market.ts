/** Records the quotes of a watchlist and places nothing. @module */
import type { BaseTrader, Clock, DataStore, Quote } from '@tradewright/core';
import { MarketRecorder } from '@tradewright/engine';

/** What was heard of a symbol, and how much of it was written down. */
type CollectedSymbol = {
  readonly symbol: string;
  quotes: number;
  rows: number;
  last: Quote | null;
};

/** What collecting works with. `intervalMs` is the least distance of two rows of one symbol. */
export type CollectOptions = {
  readonly trader: BaseTrader;
  readonly store: DataStore;
  readonly symbols: readonly string[];
  readonly intervalMs: number;
  readonly clock: Clock;
};

/** A collection under way. */
export type Collection = {
  readonly symbols: readonly CollectedSymbol[];
  /** Ends the streams and writes what waits. */
  readonly end: () => Promise<void>;
};

/** What was heard is on disk after so many ms at the latest. */
const flushMs = 5_000;

/**
 * Subscribes to every symbol; all of them are known to the venue before the first is listened to.
 *
 * @throws TradewrightError `SYMBOL_*`, `VENUE_*`
 */
export async function collectMarket(options: CollectOptions): Promise<Collection> {
  const { trader, store, symbols, intervalMs, clock } = options;
  for (const symbol of symbols) await trader.loadInstrument(symbol);
  const collected = symbols.map((symbol): CollectedSymbol => ({
    symbol,
    quotes: 0,
    rows: 0,
    last: null,
  }));
  const bySymbol = new Map(collected.map((entry) => [entry.symbol, entry]));
  const counted: DataStore = {
    append: (table, rows) => {
      for (const { symbol } of rows) {
        const entry = bySymbol.get(String(symbol));
        if (entry !== undefined) entry.rows += 1;
      }
      store.append(table, rows);
    },
    flush: () => store.flush(),
  };
  const recorder = new MarketRecorder(counted, intervalMs);
  const undos = [
    clock.every(flushMs, () => void store.flush()),
    trader.on('quote', (quote) => {
      const entry = bySymbol.get(quote.symbol);
      if (entry === undefined) return;
      entry.quotes += 1;
      entry.last = quote;
      recorder.sample(quote);
    }),
  ];
  const end = async (): Promise<void> => {
    for (const undo of undos.splice(0)) undo();
    await store.flush();
  };
  try {
    for (const symbol of symbols) undos.push(await trader.subscribe({ stream: 'quote', symbol }));
  } catch (cause) {
    await end();
    throw cause;
  }
  return { symbols: collected, end };
}
