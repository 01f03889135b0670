/** Candles of the fake Gemini, made from the bars it was given. @module */
import { mergeBars, type Bar } from '@tradewright/core';

const lengths: Readonly<Record<string, number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1hr': 3_600_000,
  '6hr': 21_600_000,
  '1day': 86_400_000,
};

/** How many candles the venue answers with at most. */
const shown = 1_440;

/** A row as the venue sends it: time, open, high, low, close, volume. */
export type CandleRow = readonly [number, number, number, number, number, number];

/** Keeps bars per pair and folds them into the timeframe asked for. */
export class FakeCandles {
  readonly #bars = new Map<string, Bar[]>();

  /** Adds the next bar of a pair; bars come in the order of their time. */
  add(id: string, bar: Bar): void {
    const bars = this.#bars.get(id) ?? [];
    this.#bars.set(id, bars);
    bars.push(bar);
  }

  /** Newest first; the last one may be unfinished, as the venue's is. `undefined` for an unknown timeframe. */
  rows(id: string, timeframe: string): readonly CandleRow[] | undefined {
    const length = lengths[timeframe];
    if (length === undefined) return undefined;
    const bars = this.#bars.get(id) ?? [];
    const rows: Bar[] = [];
    for (let index = bars.length - 1; index >= 0; index -= 1) {
      const bar = bars[index];
      if (bar === undefined) continue;
      const time = Math.floor(bar.time / length) * length;
      const row = rows.at(-1);
      if (row?.time === time) rows[rows.length - 1] = { ...mergeBars(bar, row), time };
      else if (rows.length === shown) break;
      else rows.push({ ...bar, time });
    }
    return rows.map(({ time, open, high, low, close, volume }) => [
      time,
      open,
      high,
      low,
      close,
      volume ?? 0,
    ]);
  }
}
