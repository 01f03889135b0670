/** Market data of Gemini from its stream, and by asking while the stream is silent. @module */
import { buildQuote, type Clock, type StreamRequest, type Undo } from '@tradewright/core/venue';
import type { TraderEmitter } from '@tradewright/venue-kit';
import { MarketFeed, type MarketFeedPorts } from '../ccxt/market-feed.ts';
import type { GeminiStream, StreamChannel, StreamDepth } from '../stream/gemini-stream.ts';
import type { StreamFrame } from '../stream/stream-frame.ts';
import type { GeminiMarketData } from './gemini-market-data.ts';

/** What the feed is wired to. */
export type GeminiFeedPorts = {
  readonly clock: Clock;
  readonly emitter: TraderEmitter;
  readonly data: GeminiMarketData;
  readonly source: MarketFeedPorts['source'];
  readonly periodMs: number;
  /** Data of the stream younger than this are not asked for. */
  readonly freshMs: number;
  readonly stream: GeminiStream | undefined;
};

const channels: Readonly<Record<'quote' | 'book' | 'trade', readonly StreamChannel[]>> = {
  // Prints carry the last price of a quote.
  quote: ['bookTicker', 'trade'],
  book: ['depth@100ms'],
  trade: ['trade'],
};

/** Turns frames into our shapes. A symbol's quote goes on by REST when its channel stays silent. */
export class GeminiFeed {
  readonly #ports: GeminiFeedPorts;
  readonly #feed: MarketFeed;
  readonly #heard = new Map<string, number>();
  readonly #last = new Map<string, number>();
  readonly #tradeReaders = new Map<string, number>();

  constructor(ports: GeminiFeedPorts) {
    this.#ports = ports;
    const { stream } = ports;
    this.#feed = new MarketFeed({
      ...ports,
      ...(stream === undefined
        ? {}
        : { openStream: (request) => this.#openStream(stream, request) }),
      isFresh: (request) => this.#isFresh(request),
      onAnswer: ({ stream: kind, symbol }) =>
        this.#heard.set(`${kind} ${symbol}`, ports.clock.now()),
    });
  }

  open(request: StreamRequest): Undo {
    return this.#feed.open(request);
  }

  close(): void {
    this.#feed.close();
  }

  onTicker(ticker: Extract<StreamFrame, { kind: 'ticker' }>): void {
    const symbol = this.#hear('quote', ticker.id);
    if (symbol === undefined) return;
    this.#ports.emitter.emit(
      'quote',
      buildQuote({
        symbol,
        venue: 'GEMINI',
        bid: ticker.bid,
        ask: ticker.ask,
        bidSize: ticker.bidSize,
        askSize: ticker.askSize,
        last: this.#last.get(symbol) ?? null,
        volume: null,
        delayed: false,
        venueTime: ticker.time,
        receivedTime: this.#ports.clock.now(),
      }),
    );
  }

  onDepth({ id, time, bids, asks }: StreamDepth): void {
    const symbol = this.#hear('book', id);
    if (symbol === undefined) return;
    const receivedTime = this.#ports.clock.now();
    this.#ports.emitter.emit('book', {
      symbol,
      venue: 'GEMINI',
      bids,
      asks,
      venueTime: time,
      receivedTime,
    });
  }

  onTrade({ id, tradeId, price, size, side, time }: Extract<StreamFrame, { kind: 'trade' }>): void {
    const symbol = this.#hear('trade', id);
    if (symbol === undefined) return;
    this.#last.set(symbol, price);
    if ((this.#tradeReaders.get(symbol) ?? 0) === 0) return;
    const receivedTime = this.#ports.clock.now();
    this.#ports.emitter.emit('trade', {
      symbol,
      venue: 'GEMINI',
      tradeId,
      price,
      size,
      side,
      venueTime: time,
      receivedTime,
    });
  }

  #openStream(stream: GeminiStream, { stream: kind, symbol }: StreamRequest): Undo {
    const { id } = this.#ports.data.market(symbol);
    const undo = kind === 'bar' ? [] : channels[kind].map((channel) => stream.read(id, channel));
    const count = (step: number): void =>
      void this.#tradeReaders.set(symbol, (this.#tradeReaders.get(symbol) ?? 0) + step);
    if (kind === 'trade') count(1);
    return () => {
      if (kind === 'trade') count(-1);
      for (const close of undo) close();
    };
  }

  #hear(stream: StreamRequest['stream'], id: string): string | undefined {
    const symbol = this.#ports.data.symbolOf(id);
    if (symbol !== undefined) this.#heard.set(`${stream} ${symbol}`, this.#ports.clock.now());
    return symbol;
  }

  #isFresh({ stream, symbol }: StreamRequest): boolean {
    const heard = this.#heard.get(`${stream} ${symbol}`);
    const { clock, freshMs, stream: source } = this.#ports;
    return source?.up === true && heard !== undefined && clock.now() - heard < freshMs;
  }
}
