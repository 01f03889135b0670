/** What the session knows of the market, in memory. @module */
import {
  phaseAt,
  timeframeMs,
  type Bar,
  type BarSeries,
  type Instrument,
  type MarketPhase,
  type Quote,
  type Timeframe,
} from '@tradewright/core';
import { aggregateBars } from './aggregate-bars.ts';
import { BarBuffer } from './bar-buffer.ts';

type Streams = Map<Timeframe, BarBuffer>;

const capacity = 2_000;

/** Instruments, last quotes and recent bars. Store first, then tell: whoever is told can already read it here. */
export class MarketState {
  readonly #instruments = new Map<string, Instrument>();
  readonly #quotes = new Map<string, Quote>();
  readonly #bars = new Map<string, Streams>();

  setInstrument(instrument: Instrument): void {
    this.#instruments.set(instrument.symbol, instrument);
  }

  /** Every instrument that the session has learnt. */
  instruments(): readonly Instrument[] {
    return [...this.#instruments.values()];
  }

  onQuote(quote: Quote): void {
    this.#quotes.set(quote.symbol, quote);
  }

  onBar(symbol: string, timeframe: Timeframe, bar: Bar): void {
    this.#bufferOf(symbol, timeframe).add(bar);
  }

  /** `undefined` before {@link setInstrument}. */
  instrument(symbol: string): Instrument | undefined {
    return this.#instruments.get(symbol);
  }

  /** `undefined` when never seen. */
  quote(symbol: string): Quote | undefined {
    return this.#quotes.get(symbol);
  }

  phase(symbol: string, time: number): MarketPhase {
    return phaseAt(this.#instruments.get(symbol), time);
  }

  /** The newest bars held, folded from a shorter stream when only that one runs. */
  bars(symbol: string, timeframe: Timeframe, limit: number): BarSeries {
    const own = this.#bars.get(symbol)?.get(timeframe)?.newest(limit);
    const bars = own ?? this.#folded(symbol, timeframe).slice(-limit);
    return {
      symbol,
      timeframe,
      bars: [...bars],
      clampedFrom: bars.length < limit ? `limit ${limit}` : null,
    };
  }

  #folded(symbol: string, timeframe: Timeframe): readonly Bar[] {
    const shorter = [...(this.#bars.get(symbol)?.keys() ?? [])]
      .filter((name) => timeframeMs[timeframe] % timeframeMs[name] === 0)
      .sort((left, right) => timeframeMs[right] - timeframeMs[left])[0];
    if (shorter === undefined) return [];
    return aggregateBars(this.#bufferOf(symbol, shorter).newest(capacity), timeframeMs[timeframe]);
  }

  #bufferOf(symbol: string, timeframe: Timeframe): BarBuffer {
    let streams = this.#bars.get(symbol);
    if (streams === undefined) this.#bars.set(symbol, (streams = new Map()));
    let buffer = streams.get(timeframe);
    if (buffer === undefined) streams.set(timeframe, (buffer = new BarBuffer(capacity)));
    return buffer;
  }
}
