/** Market data for whoever subscribed, by asking where no stream tells it. @module */
import {
  TradewrightError,
  timeframeMs,
  type BaseTrader,
  type Clock,
  type StreamRequest,
  type Timeframe,
  type Undo,
} from '@tradewright/core/venue';
import type { TraderEmitter } from '@tradewright/venue-kit';

/** What the feed is wired to. */
export type MarketFeedPorts = {
  readonly clock: Clock;
  /** How often quotes and books are asked for. */
  readonly periodMs: number;
  readonly source: Pick<BaseTrader, 'fetchQuote' | 'fetchOrderBook' | 'fetchBars'>;
  readonly emitter: TraderEmitter;
  /** Opens the same data at a stream, where there is one. */
  readonly openStream?: (request: StreamRequest) => Undo;
  /** True while a stream told of it so lately that asking would be waste. */
  readonly isFresh?: (request: StreamRequest) => boolean;
  /** Hears of every answer that was passed on. */
  readonly onAnswer?: (request: StreamRequest) => void;
};

type Shared = { readers: number; readonly stop: Undo };

/** How long after its end a bar is asked for, and how often once more when it was not there yet. */
const [barDelayMs, barRetryMs, barRetries] = [2_000, 5_000, 2];
const bookDepth = 50;

/** Opens each stream once for all its readers; a question that fails delivers nothing. */
export class MarketFeed {
  readonly #ports: MarketFeedPorts;
  readonly #shared = new Map<string, Shared>();

  constructor(ports: MarketFeedPorts) {
    this.#ports = ports;
  }

  /** @throws TradewrightError `VENUE_NOT_SUPPORTED` for a trade stream without a venue's stream, and bars without a timeframe. */
  open(request: StreamRequest): Undo {
    const key = [request.stream, request.symbol, request.timeframe ?? ''].join(' ');
    const shared = this.#shared.get(key) ?? { readers: 0, stop: this.#begin(request) };
    this.#shared.set(key, shared);
    shared.readers += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      shared.readers -= 1;
      if (shared.readers > 0) return;
      shared.stop();
      this.#shared.delete(key);
    };
  }

  close(): void {
    for (const { stop } of this.#shared.values()) stop();
    this.#shared.clear();
  }

  #begin(request: StreamRequest): Undo {
    const { source, emitter, openStream, isFresh, onAnswer } = this.#ports;
    const { stream, symbol, timeframe } = request;
    if (stream === 'bar' && timeframe !== undefined) return this.#followBars(symbol, timeframe);
    if (stream === 'bar' || (stream === 'trade' && openStream === undefined))
      throw new TradewrightError('VENUE_NOT_SUPPORTED', `There is no such ${stream} stream here.`, {
        hint: 'name a timeframe for bars; ask for trades where the venue does not stream them',
      });
    const closeStream = openStream?.(request);
    if (stream === 'trade') return closeStream ?? (() => undefined);
    const ask = async (): Promise<void> => {
      const quote = stream === 'quote' ? await source.fetchQuote(symbol) : undefined;
      const book = stream === 'book' ? await source.fetchOrderBook(symbol, bookDepth) : undefined;
      // What the stream told meanwhile is newer than this answer.
      if (isFresh?.(request) === true) return;
      if (quote !== undefined) emitter.emit('quote', quote);
      if (book !== undefined) emitter.emit('book', book);
      onAnswer?.(request);
    };
    const stopAsking = this.#poll(request, ask);
    return () => {
      closeStream?.();
      stopAsking();
    };
  }

  #poll(request: StreamRequest, ask: () => Promise<void>): Undo {
    const { clock, periodMs, isFresh } = this.#ports;
    let asking = false;
    const tick = (): void => {
      if (asking || isFresh?.(request) === true) return;
      asking = true;
      void ask()
        .catch(() => undefined)
        .finally(() => {
          asking = false;
        });
    };
    tick();
    return clock.every(periodMs, tick);
  }

  /** Venues of ccxt stream no closed bars: each is asked for shortly after its end. */
  #followBars(symbol: string, timeframe: Timeframe): Undo {
    const { clock, source, emitter } = this.#ports;
    const length = timeframeMs[timeframe];
    const begun = (): number => Math.floor(clock.now() / length) * length;
    let told = begun() - length;
    let cancel: Undo = () => undefined;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const { bars } = await source.fetchBars({ symbol, timeframe, limit: 10 });
      for (const bar of bars) {
        if (stopped || bar.time <= told || bar.time + length > clock.now()) continue;
        told = bar.time;
        emitter.emit('bar', { symbol, timeframe, bar });
      }
    };
    const waitFor = (delayMs: number, retries: number): void => {
      cancel = clock.after(delayMs, () => {
        const expected = begun() - length;
        // The next bar's timer is set before the answer is in: it stands however long that takes.
        waitFor(begun() + length + barDelayMs - clock.now(), barRetries);
        void ask()
          .catch(() => undefined)
          .then(() => {
            if (stopped || told >= expected || retries === 0) return;
            cancel();
            waitFor(barRetryMs, retries - 1);
          });
      });
    };
    waitFor(begun() + length + barDelayMs - clock.now(), barRetries);
    return () => {
      stopped = true;
      cancel();
    };
  }
}
