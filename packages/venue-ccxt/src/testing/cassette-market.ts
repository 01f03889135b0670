/** The market of a cassette, shown by a fake Gemini. @module */
import { timeframeMs, timeframeSchema, type Bar, type Timeframe } from '@tradewright/core';
import { DepthBook } from '../stream/depth-book.ts';
import { parseStreamFrame, type StreamFrame } from '../stream/stream-frame.ts';
import type { Cassette, CassetteHttp } from './cassette.ts';
import type { FakeBook, FakeMarket } from './fake-market.ts';

/** One moment of the recorded market: what was told at `time`, and the bars that ended then. */
export type CassetteMoment = {
  readonly time: number;
  readonly frames: readonly StreamFrame[];
  readonly bars: readonly { readonly id: string; readonly bar: Bar }[];
};

const timeframes: Readonly<Record<string, Timeframe>> = { '1hr': '1h', '1day': '1d' };
const shownLevels = 20;

/** Reads the public part of a cassette; who recorded it, and what they traded, plays no part. */
export class CassetteMarket {
  readonly moments: readonly CassetteMoment[];
  /** The shortest timeframe of the recorded bars; `1m` where none were recorded. */
  readonly timeframe: Timeframe;
  readonly #books = new Map<string, DepthBook>();

  constructor({ rows }: Cassette) {
    const candles = rows.filter(isCandles);
    this.timeframe = candles
      .map(({ path }) => timeframeOf(path))
      .reduce((shorter, next) => (timeframeMs[next] < timeframeMs[shorter] ? next : shorter), '1d');
    if (candles.length === 0) this.timeframe = '1m';
    const moments = new Map<number, { frames: StreamFrame[]; bars: { id: string; bar: Bar }[] }>();
    const at = (time: number): { frames: StreamFrame[]; bars: { id: string; bar: Bar }[] } => {
      const known = moments.get(time) ?? { frames: [], bars: [] };
      moments.set(time, known);
      return known;
    };
    for (const row of rows) {
      const frame = row.kind === 'ws' ? parseStreamFrame(row.text) : undefined;
      if (frame !== undefined) at(row.t).frames.push(frame);
    }
    const told = new Set<string>();
    for (const row of candles.filter(({ path }) => timeframeOf(path) === this.timeframe)) {
      for (const bar of barsOf(row, timeframeMs[this.timeframe])) {
        const id = row.path.split('/')[3] ?? '';
        if (told.has(`${id} ${bar.time}`)) continue;
        told.add(`${id} ${bar.time}`);
        at(bar.time + timeframeMs[this.timeframe]).bars.push({ id, bar });
      }
    }
    this.moments = [...moments]
      .map(([time, moment]) => ({ time, ...moment }))
      .toSorted((left, right) => left.time - right.time);
  }

  /** Shows a moment. Depth is shown where it was recorded, else the best bid and ask. */
  show({ frames, bars }: CassetteMoment, market: FakeMarket): void {
    for (const { id, bar } of bars) if (market.pairs.has(id)) market.candles.add(id, bar);
    for (const frame of frames) {
      if (!('id' in frame) || !market.pairs.has(frame.id)) continue;
      if (frame.kind === 'trade')
        market.print(frame.id, String(frame.price), plain(frame.size), frame.side);
      if (frame.kind === 'depth') this.#onDepth(frame, market);
      if (frame.kind === 'ticker' && !this.#books.has(frame.id))
        market.setBook(frame.id, bestOf(frame));
    }
  }

  #onDepth(frame: Extract<StreamFrame, { kind: 'depth' }>, market: FakeMarket): void {
    const book = this.#books.get(frame.id) ?? new DepthBook();
    this.#books.set(frame.id, book);
    if (book.apply(frame) !== 'applied') return;
    const { bids, asks } = book.top(shownLevels);
    market.setBook(frame.id, { bids: bids.map(textLevel), asks: asks.map(textLevel) });
  }
}

function isCandles(row: Cassette['rows'][number]): row is CassetteHttp {
  return row.kind === 'http' && row.status === 200 && row.path.startsWith('/v2/candles/');
}

function timeframeOf(path: string): Timeframe {
  const name = path.split('/')[4] ?? '';
  return timeframeSchema.parse(timeframes[name] ?? name);
}

/** Bars that had ended when the answer was given. */
function barsOf({ body, t }: CassetteHttp, length: number): readonly Bar[] {
  if (!Array.isArray(body)) return [];
  return (body as readonly (readonly number[])[])
    .map(([time = 0, open = 0, high = 0, low = 0, close = 0, volume = 0]) => {
      return { time, open, high, low, close, volume };
    })
    .filter(({ time }) => time + length <= t)
    .toReversed();
}

function bestOf({
  bid,
  bidSize,
  ask,
  askSize,
}: Extract<StreamFrame, { kind: 'ticker' }>): FakeBook {
  return {
    bids: bid === null ? [] : [textLevel([bid, bidSize ?? 0])],
    asks: ask === null ? [] : [textLevel([ask, askSize ?? 0])],
  };
}

function textLevel([price, size]: readonly [number, number]): [string, string] {
  return [String(price), plain(size)];
}

/** Sizes below 10^-6 would be written with an exponent. */
function plain(size: number): string {
  return size.toFixed(10).replace(/\.?0+$/, '');
}
