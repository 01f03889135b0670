/** What the paper venue knows of its market. @module */
import {
  TradewrightError,
  buildQuote,
  timeframeMs,
  type Bar,
  type BarSeries,
  type BarsRequest,
  type Instrument,
  type OrderBook,
  type Quote,
  type Timeframe,
} from '@tradewright/core';
import type { BarEvent, FeedEvent, QuoteBarEvent } from '../feeds/feed-event.ts';
import { BarRoller } from './bar-roller.ts';
import type { PaperTerms } from './paper-terms.ts';
import { pricePath, type PathPoint } from './price-path.ts';

type History = { readonly timeframe: Timeframe; readonly bars: Bar[] };

const kept = 20_000;

/** Turns feed events into quotes and bars. */
export class PaperMarket {
  readonly #venue: string;
  readonly #terms: PaperTerms;
  readonly #withTrades: ReadonlySet<string>;
  readonly #quotes = new Map<string, Quote>();
  readonly #history = new Map<string, History>();
  readonly #instruments: ReadonlyMap<string, Instrument>;

  /** @param withTrades - Symbols whose bars come from recorded trades although quotes are recorded too. */
  constructor(
    venue: string,
    terms: PaperTerms,
    instruments: readonly Instrument[],
    withTrades: readonly string[],
  ) {
    this.#venue = venue;
    this.#terms = terms;
    this.#withTrades = new Set(withTrades);
    this.#instruments = new Map(instruments.map((instrument) => [instrument.symbol, instrument]));
  }

  instrument(symbol: string): Instrument | undefined {
    return this.#instruments.get(symbol);
  }

  /** @throws TradewrightError `SYMBOL_UNKNOWN` that names what is traded */
  known(symbol: string): Instrument {
    const instrument = this.#instruments.get(symbol);
    if (instrument !== undefined) return instrument;
    throw new TradewrightError('SYMBOL_UNKNOWN', `${symbol} is not traded at the paper venue.`, {
      hint: `it trades ${[...this.#instruments.keys()].join(', ')}; more come with PAPER_DATA=SYMBOL=file`,
      facts: { symbol },
    });
  }

  /** The touch as a book of one level. */
  bookOf(quote: Quote, depth: number): OrderBook {
    const side = (price: number | null, size: number | null): [number, number][] =>
      price === null || depth < 1 ? [] : [[price, size ?? 0]];
    const { symbol, venue, venueTime, receivedTime } = quote;
    const bids = side(quote.bid, quote.bidSize);
    return { symbol, venue, bids, asks: side(quote.ask, quote.askSize), venueTime, receivedTime };
  }

  quote(symbol: string): Quote | undefined {
    return this.#quotes.get(symbol);
  }

  /** Quotes on the way to the last one of an event; empty when only the end counts. Needed while orders wait. */
  path(event: FeedEvent): readonly Quote[] {
    if (event.kind === 'bar') return [];
    return pricePath(event).map((point) => this.#quoteAt(event, point));
  }

  /** The quote at the end of an event; `undefined` when the event brings none. */
  quoteOf(event: FeedEvent): Quote | undefined {
    if (event.kind === 'quote-bar') {
      const quote = this.#quoteAt(event, { bid: event.bid.close, ask: event.ask.close });
      this.#quotes.set(event.symbol, quote);
      return quote;
    }
    if (this.#withTrades.has(event.symbol)) {
      const known = this.#quotes.get(event.symbol);
      if (known !== undefined)
        this.#quotes.set(event.symbol, {
          ...known,
          last: event.bar.close,
          volume: event.bar.volume,
        });
      return undefined;
    }
    const quote = this.#quoteAround(event);
    this.#quotes.set(event.symbol, quote);
    return quote;
  }

  /** The bar that an event completes; `undefined` when the symbol's bars come from elsewhere. */
  barOf(event: FeedEvent): Bar | undefined {
    if (event.kind === 'quote-bar' && this.#withTrades.has(event.symbol)) return undefined;
    const bar = event.kind === 'bar' ? event.bar : middleBar(event);
    let history = this.#history.get(event.symbol);
    if (history === undefined)
      this.#history.set(event.symbol, (history = { timeframe: event.timeframe, bars: [] }));
    history.bars.push(bar);
    if (history.bars.length > 2 * kept) history.bars.splice(0, kept);
    return bar;
  }

  /** Bars seen so far, folded where a longer timeframe is asked for; unfinished ones are left out. */
  bars(request: BarsRequest, now: number): BarSeries {
    const history = this.#history.get(request.symbol);
    const { symbol, timeframe, limit, since } = request;
    if (history === undefined)
      return { symbol, timeframe, bars: [], clampedFrom: `limit ${limit}` };
    const base = timeframeMs[history.timeframe];
    const all =
      timeframe === history.timeframe ? history.bars : rolled(history.bars, timeframe, base, now);
    const wanted = since === undefined ? all : all.filter((bar) => bar.time >= since);
    const bars = wanted.slice(-limit);
    return { symbol, timeframe, bars, clampedFrom: bars.length < limit ? `limit ${limit}` : null };
  }

  #quoteAt(event: QuoteBarEvent, point: PathPoint): Quote {
    const before = this.#quotes.get(event.symbol);
    return buildQuote({
      symbol: event.symbol,
      venue: this.#venue,
      bid: point.bid,
      ask: point.ask,
      bidSize: event.bidSize,
      askSize: event.askSize,
      last: before?.last ?? null,
      volume: before?.volume ?? null,
      delayed: false,
      venueTime: event.end,
      receivedTime: event.end,
    });
  }

  /** A made quote: half the spread to either side of the close. */
  #quoteAround(event: BarEvent): Quote {
    const half = (event.bar.close * this.#terms.spreadBps) / 20_000;
    return buildQuote({
      symbol: event.symbol,
      venue: this.#venue,
      bid: tidy(event.bar.close - half),
      ask: tidy(event.bar.close + half),
      bidSize: this.#terms.shownSize,
      askSize: this.#terms.shownSize,
      last: event.bar.close,
      volume: event.bar.volume,
      delayed: false,
      venueTime: event.end,
      receivedTime: event.end,
    });
  }
}

/** Cuts the dust of binary arithmetic off a made price. */
function tidy(price: number): number {
  return Math.round(price * 1e8) / 1e8;
}

function middleBar(event: QuoteBarEvent): Bar {
  const { bid, ask } = event;
  const middle = (name: 'open' | 'high' | 'low' | 'close'): number =>
    tidy((bid[name] + ask[name]) / 2);
  return {
    time: event.time,
    open: middle('open'),
    high: middle('high'),
    low: middle('low'),
    close: middle('close'),
    volume: null,
  };
}

function rolled(
  bars: readonly Bar[],
  timeframe: Timeframe,
  baseMs: number,
  now: number,
): readonly Bar[] {
  const roller = new BarRoller(timeframe);
  const finished = bars.flatMap((bar) => roller.add(bar, bar.time + baseMs));
  return finished.filter((bar) => bar.time + timeframeMs[timeframe] <= now);
}
