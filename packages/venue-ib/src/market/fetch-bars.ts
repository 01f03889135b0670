/** Historical bars. @module */
import { BarSizeSetting, EventName, WhatToShow } from '@stoqey/ib';
import {
  timeframeMs,
  type Bar,
  type BarSeries,
  type BarsRequest,
  type Timeframe,
} from '@tradewright/core';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';

/** More bars than this in one message decode in quadratic time. */
const mostBars = 2_000;

type BarMessage = [
  reqId: number,
  time: string,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
];

const barSizes: Readonly<Record<Timeframe, BarSizeSetting>> = {
  '1m': BarSizeSetting.MINUTES_ONE,
  '5m': BarSizeSetting.MINUTES_FIVE,
  '15m': BarSizeSetting.MINUTES_FIFTEEN,
  '30m': BarSizeSetting.MINUTES_THIRTY,
  '1h': BarSizeSetting.HOURS_ONE,
  '2h': BarSizeSetting.HOURS_TWO,
  '4h': BarSizeSetting.HOURS_FOUR,
  '1d': BarSizeSetting.DAYS_ONE,
};

/** The newest `limit` bars, at most 2,000; shares by trades, pairs by midpoint without volume. @throws TradewrightError `VENUE_*` */
export async function fetchBars(
  connection: IBConnectionManager,
  resolved: ResolvedContract,
  request: BarsRequest,
): Promise<BarSeries> {
  const { symbol, timeframe, since } = request;
  const limit = Math.min(request.limit, mostBars);
  const isFx = resolved.instrument.assetClass === 'fx';
  const bars: Bar[] = [];
  await connection.ask<void>({
    label: `${timeframe} bars of ${symbol}`,
    priority: 'history',
    deadlineMs: 60_000,
    start: ({ api, reqId, listen, resolve }) => {
      listen(
        EventName.historicalData,
        (...[id, time, open, high, low, close, volume]: BarMessage) => {
          if (id !== reqId) return;
          if (time.startsWith('finished')) return resolve();
          const start = parseBarTime(time);
          if (start !== null && Number.isFinite(close))
            bars.push({
              time: start,
              open,
              high,
              low,
              close,
              volume: isFx || volume < 0 ? null : volume,
            });
        },
      );
      api.reqHistoricalData(
        reqId,
        buildContract(resolved),
        '',
        durationText(timeframe, limit),
        barSizes[timeframe],
        isFx ? WhatToShow.MIDPOINT : WhatToShow.TRADES,
        1,
        2,
        false,
      );
    },
    stop: (api, reqId) => api.cancelHistoricalData(reqId),
  });
  const wanted = bars.filter((bar) => since === undefined || bar.time >= since).slice(-limit);
  return {
    symbol,
    timeframe,
    bars: wanted,
    clampedFrom: limit < request.limit ? String(request.limit) : null,
  };
}

/** Daily bars come as dates, others as epoch seconds. */
function parseBarTime(text: string): number | null {
  if (/^\d{8}$/.test(text))
    return Date.UTC(
      Number(text.slice(0, 4)),
      Number(text.slice(4, 6)) - 1,
      Number(text.slice(6, 8)),
    );
  return /^\d{9,11}$/.test(text) ? Number(text) * 1000 : null;
}

/** A span that surely holds the bars: markets sleep at night and on weekends. */
export function durationText(timeframe: Timeframe, limit: number): string {
  if (timeframe === '1d') {
    const days = Math.ceil(limit * 1.5) + 5;
    return days > 365 ? `${Math.ceil(days / 365)} Y` : `${days} D`;
  }
  const days = Math.ceil((limit * timeframeMs[timeframe]) / (6 * 3_600_000)) + 4;
  return days > 365 ? `${Math.ceil(days / 365)} Y` : `${days} D`;
}
