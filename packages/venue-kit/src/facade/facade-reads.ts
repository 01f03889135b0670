/** The part of the facade that asks and listens. @module */
import {
  timeframeSchema,
  type QueryResult,
  type Timeframe,
  type TraderEvents,
} from '@tradewright/core';
import type {
  CcxtBar,
  CcxtOrder,
  CcxtOrderBook,
  CcxtPosition,
  CcxtTicker,
  CcxtTrade,
} from './ccxt-shapes.ts';
import { FacadeMarkets } from './facade-markets.ts';
import type { CcxtFacadeParts } from './facade-options.ts';
import { FacadeStreams } from './facade-streams.ts';
import { toCcxtBalances, toCcxtPosition, type CcxtBalances } from './to-ccxt-account.ts';
import { toCcxtBar, toCcxtOrderBook, toCcxtPrint, toCcxtTicker } from './to-ccxt-market-data.ts';
import { toCcxtOrder, toCcxtTrade } from './to-ccxt-order.ts';

const defaultDepth = 20;
const defaultLimit = 100;

/** Reads of market and account, and their `watch` twins. */
export class FacadeReads extends FacadeMarkets {
  protected readonly streams: FacadeStreams;

  constructor(parts: CcxtFacadeParts) {
    super(parts);
    this.streams = new FacadeStreams(parts.trader);
  }

  async fetchTicker(symbol: string): Promise<CcxtTicker> {
    await this.loaded(symbol);
    return toCcxtTicker(await this.asked(() => this.trader.fetchQuote(symbol)));
  }

  /** Of the symbols given, else of every market. */
  async fetchTickers(symbols?: readonly string[]): Promise<Record<string, CcxtTicker>> {
    await this.loadMarkets();
    const tickers = await Promise.all(
      (symbols ?? this.symbols).map((symbol) => this.fetchTicker(symbol)),
    );
    return Object.fromEntries(tickers.map((ticker) => [ticker.symbol, ticker]));
  }

  async fetchOrderBook(symbol: string, limit = defaultDepth): Promise<CcxtOrderBook> {
    await this.loaded(symbol);
    return toCcxtOrderBook(await this.asked(() => this.trader.fetchOrderBook(symbol, limit)));
  }

  /** @param since - ms UTC; the newest `limit` bars where it is left out. */
  async fetchOHLCV(
    symbol: string,
    timeframe = '1m',
    since?: number,
    limit = defaultLimit,
  ): Promise<CcxtBar[]> {
    await this.loaded(symbol);
    const request = { symbol, timeframe: this.#timeframe(timeframe), limit };
    const series = await this.asked(() =>
      this.trader.fetchBars(since === undefined ? request : { ...request, since }),
    );
    return series.bars.map(toCcxtBar);
  }

  async fetchTrades(symbol: string, since = 0, limit = defaultLimit): Promise<CcxtTrade[]> {
    await this.loaded(symbol);
    const trades = await this.listed(() => this.trader.fetchTrades(symbol, limit));
    return cut(trades.map(toCcxtPrint), since, limit);
  }

  async fetchBalance(): Promise<CcxtBalances> {
    await this.loadMarkets();
    const account = await this.asked(() => this.trader.fetchAccount());
    return toCcxtBalances(account, await this.listed(() => this.trader.fetchPositions()));
  }

  async fetchPositions(symbols?: readonly string[]): Promise<CcxtPosition[]> {
    await this.loadMarkets();
    const positions = await this.listed(() => this.trader.fetchPositions());
    const wanted = positions.filter(({ symbol }) => symbols?.includes(symbol) ?? true);
    return wanted.map(toCcxtPosition);
  }

  /** Our executions, oldest first. */
  async fetchMyTrades(
    symbol?: string,
    since = 0,
    limit = Number.MAX_SAFE_INTEGER,
  ): Promise<CcxtTrade[]> {
    await this.loadMarkets();
    const fills = await this.listed(() => this.trader.fetchFills({ since }));
    const trades = fills
      .map(toCcxtTrade)
      .filter((trade) => symbol === undefined || trade.symbol === symbol);
    return cut(trades, since, limit);
  }

  /** The next quote of a symbol. */
  async watchTicker(symbol: string): Promise<CcxtTicker> {
    const quotes = await this.#watch('quote', symbol, (quote) => quote.symbol === symbol);
    return toCcxtTicker(last(quotes));
  }

  async watchOrderBook(symbol: string): Promise<CcxtOrderBook> {
    const books = await this.#watch('book', symbol, (book) => book.symbol === symbol);
    return toCcxtOrderBook(last(books));
  }

  async watchTrades(symbol: string): Promise<CcxtTrade[]> {
    const trades = await this.#watch('trade', symbol, (trade) => trade.symbol === symbol);
    return trades.map(toCcxtPrint);
  }

  async watchOHLCV(symbol: string, timeframe = '1m'): Promise<CcxtBar[]> {
    const wanted = this.#timeframe(timeframe);
    await this.loaded(symbol);
    const keep = (event: TraderEvents['bar']): boolean =>
      event.symbol === symbol && event.timeframe === wanted;
    const request = { stream: 'bar', symbol, timeframe: wanted } as const;
    const bars = await this.asked(() =>
      this.streams.take('bar', `${symbol} ${wanted}`, keep, request),
    );
    return bars.map(({ bar }) => toCcxtBar(bar));
  }

  /** Changes of our orders since the last call, or the next one. */
  async watchOrders(symbol?: string): Promise<CcxtOrder[]> {
    await this.loadMarkets();
    const keep = (report: TraderEvents['order']): boolean =>
      symbol === undefined || report.symbol === symbol;
    const reports = await this.asked(() => this.streams.take('order', symbol ?? '', keep));
    return reports.map(toCcxtOrder);
  }

  /** Our executions since the last call, or the next one. */
  async watchMyTrades(symbol?: string): Promise<CcxtTrade[]> {
    await this.loadMarkets();
    const keep = (fill: TraderEvents['fill']): boolean =>
      symbol === undefined || fill.symbol === symbol;
    const fills = await this.asked(() => this.streams.take('fill', symbol ?? '', keep));
    return fills.map(toCcxtTrade);
  }

  async watchBalance(): Promise<CcxtBalances> {
    await this.loadMarkets();
    const accounts = await this.asked(() => this.streams.take('account', '', () => true));
    return toCcxtBalances(last(accounts), await this.listed(() => this.trader.fetchPositions()));
  }

  /** The items of a list; a list that could not be had is an error. One that is cut at its far end is given as it is, as ccxt gives it. */
  protected async listed<Item>(ask: () => Promise<QueryResult<Item>>): Promise<readonly Item[]> {
    const result = await this.asked(ask);
    if (result.kind === 'complete') return result.items;
    if (result.reason === 'range-limit') return result.partial;
    const names = {
      'not-connected': 'ExchangeNotAvailable',
      timeout: 'RequestTimeout',
      'venue-error': 'ExchangeError',
      'bad-answer': 'BadResponse',
      'not-supported': 'NotSupported',
    } as const;
    throw this.error(names[result.reason], result.message);
  }

  async #watch<Name extends 'quote' | 'book' | 'trade'>(
    stream: Name,
    symbol: string,
    keep: (payload: TraderEvents[Name]) => boolean,
  ): Promise<readonly TraderEvents[Name][]> {
    await this.loaded(symbol);
    return this.asked(() => this.streams.take(stream, symbol, keep, { stream, symbol }));
  }

  #timeframe(text: string): Timeframe {
    const found = timeframeSchema.safeParse(text);
    if (found.success) return found.data;
    throw this.error('BadRequest', `${this.id} has no timeframe ${text}`);
  }
}

function last<Item>(items: readonly Item[]): Item {
  return items.at(-1) as Item;
}

/** Oldest first, from `since` on; the newest where there are too many. */
function cut(trades: readonly CcxtTrade[], since: number, limit: number): CcxtTrade[] {
  const sorted = trades.toSorted((left, right) => left.timestamp - right.timestamp);
  return sorted.filter(({ timestamp }) => timestamp >= since).slice(-limit);
}
