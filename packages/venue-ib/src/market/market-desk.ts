/** Everything about the market: questions once, streams shared. @module */
import type { IBApi } from '@stoqey/ib';
import {
  TradewrightError,
  type BarSeries,
  type BarsRequest,
  type Clock,
  type OrderBook,
  type QueryResult,
  type Quote,
  type StreamRequest,
  type Trade,
  type Undo,
} from '@tradewright/core';
import type { TraderEmitter } from '@tradewright/venue-kit';
import type { IBNotice } from '../connection/connection-events.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { BarLines } from './bar-lines.ts';
import { BookLines } from './book-lines.ts';
import { fetchBars } from './fetch-bars.ts';
import { fetchBook } from './fetch-book.ts';
import { fetchQuote } from './fetch-quote.ts';
import { fetchTrades } from './fetch-trades.ts';
import { HistoryPacer } from './history-pacer.ts';
import { QuoteLines } from './quote-lines.ts';
import { TradeLines } from './trade-lines.ts';

/** What the desk works with. */
export type MarketDeskOptions = {
  readonly connection: IBConnectionManager;
  readonly clock: Clock;
  readonly emitter: TraderEmitter;
  readonly resolve: (symbol: string) => Promise<ResolvedContract>;
  readonly quoteTimeoutMs: number;
  readonly marketDataLines: number;
};

type Subscription = { readers: number; readonly end: Undo };

/** A stream that several parts asked for is told once, and ends with the last of them. */
export class MarketDesk {
  readonly #options: MarketDeskOptions;
  readonly #quotes: QuoteLines;
  readonly #books: BookLines;
  readonly #bars: BarLines;
  readonly #trades: TradeLines;
  readonly #pacer: HistoryPacer;
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(options: MarketDeskOptions) {
    const { connection, clock } = options;
    this.#options = options;
    this.#quotes = new QuoteLines(connection, clock, options.marketDataLines);
    this.#books = new BookLines(connection, clock);
    this.#bars = new BarLines(connection, clock);
    this.#trades = new TradeLines(connection, clock);
    this.#pacer = new HistoryPacer(clock);
  }

  attach(api: IBApi): void {
    for (const lines of this.#all()) lines.attach(api);
  }

  reopen(): void {
    for (const lines of this.#all()) lines.reopen();
  }

  onNotice(notice: IBNotice): void {
    for (const lines of this.#all()) lines.onNotice(notice);
  }

  close(): void {
    this.#subscriptions.clear();
    for (const lines of this.#all()) lines.close();
  }

  /** The last quote of a symbol that somebody reads; else `undefined`. */
  latest(symbol: string): Quote | undefined {
    return this.#quotes.latest(symbol);
  }

  /** @throws TradewrightError `VENUE_*`, `SYMBOL_*` */
  async fetchQuote(symbol: string): Promise<Quote> {
    const { resolve, clock, quoteTimeoutMs } = this.#options;
    this.#mustBeConnected(symbol);
    const question = { lines: this.#quotes, clock, timeoutMs: quoteTimeoutMs };
    return fetchQuote(await resolve(symbol), question);
  }

  async fetchOrderBook(symbol: string, depth: number): Promise<OrderBook> {
    const { connection, clock, resolve } = this.#options;
    return fetchBook(connection, clock, await resolve(symbol), depth);
  }

  async fetchBars(request: BarsRequest): Promise<BarSeries> {
    const { connection, resolve } = this.#options;
    return fetchBars({ connection, pacer: this.#pacer }, await resolve(request.symbol), request);
  }

  async fetchTrades(symbol: string, limit: number): Promise<QueryResult<Trade>> {
    const { connection, clock, resolve } = this.#options;
    return fetchTrades(connection, clock, await resolve(symbol), limit);
  }

  /** @throws TradewrightError `VENUE_NOT_SUPPORTED` for the trades of a pair, `VENUE_NOT_CONNECTED`, `SYMBOL_*` */
  async subscribe(request: StreamRequest): Promise<Undo> {
    this.#mustBeConnected(request.symbol);
    const resolved = await this.#options.resolve(request.symbol);
    const key = `${request.stream} ${request.symbol} ${request.timeframe ?? '1m'}`;
    const known = this.#subscriptions.get(key);
    const subscription = known ?? { readers: 0, end: this.#open(request, resolved) };
    subscription.readers += 1;
    this.#subscriptions.set(key, subscription);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      subscription.readers -= 1;
      if (subscription.readers > 0) return;
      if (this.#subscriptions.get(key) === subscription) this.#subscriptions.delete(key);
      subscription.end();
    };
  }

  #open({ stream, symbol, timeframe = '1m' }: StreamRequest, resolved: ResolvedContract): Undo {
    const { emitter } = this.#options;
    if (stream === 'quote')
      return this.#quotes.read(resolved, { news: (quote) => emitter.emit('quote', quote) });
    if (stream === 'book') return this.#books.read(resolved, (book) => emitter.emit('book', book));
    if (stream === 'bar')
      return this.#bars.read(resolved, timeframe, (bar) =>
        emitter.emit('bar', { symbol, timeframe, bar }),
      );
    if (resolved.instrument.assetClass === 'fx')
      throw new TradewrightError('VENUE_NOT_SUPPORTED', `IB has no public trades of ${symbol}.`, {
        hint: 'subscribe to quote or book: pairs have no public trades',
      });
    return this.#trades.read(resolved, (trade) => emitter.emit('trade', trade));
  }

  #mustBeConnected(symbol: string): void {
    if (this.#options.connection.isReady) return;
    throw new TradewrightError(
      'VENUE_NOT_CONNECTED',
      `The market of ${symbol} was not asked for: IB was not connected.`,
      { hint: 'wait until the connection is up again' },
    );
  }

  #all(): readonly (QuoteLines | BookLines | BarLines | TradeLines)[] {
    return [this.#quotes, this.#books, this.#bars, this.#trades];
  }
}
