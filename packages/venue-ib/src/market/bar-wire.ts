/** Bars in IB's words. @module */
import { BarSizeSetting, WhatToShow } from '@stoqey/ib';
import { timeframeMs, type Bar, type Timeframe } from '@tradewright/core';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';

/** IB's name of each timeframe. Source: TWS API, valid bar sizes. */
export const barSizes: Readonly<Record<Timeframe, BarSizeSetting>> = {
  '1m': BarSizeSetting.MINUTES_ONE,
  '5m': BarSizeSetting.MINUTES_FIVE,
  '15m': BarSizeSetting.MINUTES_FIFTEEN,
  '30m': BarSizeSetting.MINUTES_THIRTY,
  '1h': BarSizeSetting.HOURS_ONE,
  '2h': BarSizeSetting.HOURS_TWO,
  '4h': BarSizeSetting.HOURS_FOUR,
  '1d': BarSizeSetting.DAYS_ONE,
};

/** The start of every bar message and of every update of the bar that forms. */
export type BarMessage = [
  reqId: number,
  time: string,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
];

/** Pairs have no trades: their bars are midpoints. */
export function whatToShow({ instrument }: ResolvedContract): WhatToShow {
  return instrument.assetClass === 'fx' ? WhatToShow.MIDPOINT : WhatToShow.TRADES;
}

/** A bar from a message; `undefined` when its time or a price is none. A volume below zero is IB's "there is none". */
export function parseBar(
  [, time, open, high, low, close, volume]: BarMessage,
  isFx: boolean,
): Bar | undefined {
  const start = parseBarTime(time);
  const usable = [open, high, low, close].every((price) => Number.isFinite(price) && price > 0);
  if (start === null || !usable) return undefined;
  const hasVolume = !isFx && Number.isFinite(volume) && volume >= 0;
  return { time: start, open, high, low, close, volume: hasVolume ? volume : null };
}

/** Daily bars come as dates, others as epoch seconds. */
function parseBarTime(text: string): number | null {
  const date = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (date !== null) return Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
  return /^\d{9,11}$/.test(text) ? Number(text) * 1_000 : null;
}

/** A span that surely holds the bars: markets sleep at night and on weekends. */
export function durationText(timeframe: Timeframe, limit: number): string {
  const days =
    timeframe === '1d'
      ? Math.ceil(limit * 1.5) + 5
      : Math.ceil((limit * timeframeMs[timeframe]) / (6 * 3_600_000)) * 1.5 + 4;
  return days > 365 ? `${Math.ceil(days / 365)} Y` : `${Math.ceil(days)} D`;
}
