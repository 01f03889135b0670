/** One fetch for everybody who asks the same. @module */
import type {
  BarSeries,
  BarsRequest,
  BaseTrader,
  Clock,
  OrderBook,
  QueryResult,
  Quote,
  Trade,
} from '@tradewright/core';

type Cached = { readonly value: Promise<unknown>; readonly until: number };

/** How the coordinator shares. */
export type DataFetchOptions = {
  readonly trader: Pick<BaseTrader, 'fetchBars' | 'fetchOrderBook' | 'fetchQuote' | 'fetchTrades'>;
  readonly clock: Clock;
  /** How long an answer serves later callers, in ms. A failed fetch is never kept. */
  readonly keepMs: number;
};

/**
 * Shares the venue's data budget between the runner, strategies and tools: identical requests in
 * flight are one request, and an answer younger than `keepMs` is given again.
 */
export class DataFetchCoordinator {
  readonly #options: DataFetchOptions;
  readonly #cache = new Map<string, Cached>();

  constructor(options: DataFetchOptions) {
    this.#options = options;
  }

  /** @throws TradewrightError as the venue's `fetchBars` does */
  fetchBars(request: BarsRequest): Promise<BarSeries> {
    const key = `bars ${request.symbol} ${request.timeframe} ${request.limit} ${request.since ?? ''}`;
    return this.#share(key, () => this.#options.trader.fetchBars(request));
  }

  /** @throws TradewrightError as the venue's `fetchOrderBook` does */
  fetchBook(symbol: string, depth: number): Promise<OrderBook> {
    return this.#share(`book ${symbol} ${depth}`, () =>
      this.#options.trader.fetchOrderBook(symbol, depth),
    );
  }

  /** @throws TradewrightError as the venue's `fetchQuote` does */
  fetchQuote(symbol: string): Promise<Quote> {
    return this.#share(`quote ${symbol}`, () => this.#options.trader.fetchQuote(symbol));
  }

  /** Never rejects for a venue reason: an incomplete answer says why. */
  fetchTrades(symbol: string, limit: number): Promise<QueryResult<Trade>> {
    return this.#share(`trades ${symbol} ${limit}`, () =>
      this.#options.trader.fetchTrades(symbol, limit),
    );
  }

  #share<Value>(key: string, fetch: () => Promise<Value>): Promise<Value> {
    const now = this.#options.clock.monotonic();
    const cached = this.#cache.get(key);
    if (cached !== undefined && now < cached.until) return cached.value as Promise<Value>;
    const value = fetch();
    this.#cache.set(key, { value, until: now + this.#options.keepMs });
    value.catch(() => this.#cache.delete(key));
    return value;
  }
}
