/** Market data through ccxt's unified methods. @module */
import {
  TradewrightError,
  buildQuote,
  type BarSeries,
  type BarsRequest,
  type Clock,
  type Instrument,
  type OrderBook,
  type Quote,
} from '@tradewright/core/venue';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { ccxtQuery } from './ccxt-failure.ts';
import { ccxtBarsSchema, ccxtBookSchema, ccxtTickerSchema } from './ccxt-payloads.ts';

/** Reads quotes, depth and bars of the instruments that the venue lists. */
export class CcxtMarketData {
  readonly #exchange: CcxtExchange;
  readonly #venue: string;
  readonly #clock: Clock;
  readonly #instruments: ReadonlyMap<string, Instrument>;

  constructor(
    exchange: CcxtExchange,
    venue: string,
    clock: Clock,
    instruments: readonly Instrument[],
  ) {
    this.#exchange = exchange;
    this.#venue = venue;
    this.#clock = clock;
    this.#instruments = new Map(instruments.map((one) => [one.symbol, one]));
  }

  /** @throws TradewrightError `SYMBOL_UNKNOWN` */
  instrument(symbol: string): Instrument {
    const instrument = this.#instruments.get(symbol);
    if (instrument !== undefined) return instrument;
    throw new TradewrightError('SYMBOL_UNKNOWN', `${symbol} is not traded at ${this.#venue}.`, {
      hint: 'write BASE/QUOTE, such as BTC/AUD',
      facts: { symbol },
    });
  }

  async quote(symbol: string): Promise<Quote> {
    this.instrument(symbol);
    const exchange = this.#exchange;
    const ticker = await ccxtQuery(async () =>
      ccxtTickerSchema.parse(await exchange.fetchTicker(symbol)),
    );
    return buildQuote({
      symbol,
      venue: this.#venue,
      bid: ticker.bid ?? null,
      ask: ticker.ask ?? null,
      bidSize: ticker.bidVolume ?? null,
      askSize: ticker.askVolume ?? null,
      last: ticker.last ?? null,
      volume: ticker.baseVolume ?? null,
      delayed: false,
      venueTime: ticker.timestamp ?? null,
      receivedTime: this.#clock.now(),
    });
  }

  async book(symbol: string, depth: number): Promise<OrderBook> {
    this.instrument(symbol);
    const exchange = this.#exchange;
    const book = await ccxtQuery(async () =>
      ccxtBookSchema.parse(await exchange.fetchOrderBook(symbol)),
    );
    const side = (levels: typeof book.bids): [number, number][] =>
      levels.slice(0, depth).map(([price, size]) => [price, size]);
    return {
      symbol,
      venue: this.#venue,
      bids: side(book.bids),
      asks: side(book.asks),
      venueTime: book.timestamp ?? null,
      receivedTime: this.#clock.now(),
    };
  }

  async bars({ symbol, timeframe, limit, since }: BarsRequest): Promise<BarSeries> {
    this.instrument(symbol);
    const exchange = this.#exchange;
    if (exchange.has['fetchOHLCV'] !== true || exchange.timeframes[timeframe] === undefined)
      throw new TradewrightError(
        'VENUE_NOT_SUPPORTED',
        `${this.#venue} has no ${timeframe} bars.`,
        {
          hint: 'use another timeframe, or another venue for history',
        },
      );
    const rows = await ccxtQuery(async () =>
      ccxtBarsSchema.parse(await exchange.fetchOHLCV(symbol, timeframe, since, limit)),
    );
    const bars = rows.map(([time, open, high, low, close, volume]) => ({
      time,
      open,
      high,
      low,
      close,
      volume,
    }));
    return { symbol, timeframe, bars: bars.slice(-limit), clampedFrom: null };
  }
}
