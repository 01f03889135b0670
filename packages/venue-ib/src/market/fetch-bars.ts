/** Historical bars. @module */
import { EventName } from '@stoqey/ib';
import {
  TradewrightError,
  timeframeMs,
  type Bar,
  type BarSeries,
  type BarsRequest,
} from '@tradewright/core';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';
import { goodTillText } from '../orders/build-order.ts';
import { barSizes, durationText, parseBar, whatToShow, type BarMessage } from './bar-wire.ts';
import type { HistoryPacer } from './history-pacer.ts';

/** More bars than this in one message decode in quadratic time. */
const mostPerMessage = 2_000;

/** The longest series that is stitched together. */
const mostBars = 20_000;

/** What the question goes through. */
export type BarsSource = {
  readonly connection: IBConnectionManager;
  readonly pacer: HistoryPacer;
};

/**
 * The newest `limit` bars, at most 20,000, stitched from answers of at most 2,000 each; shares by
 * trades, pairs by midpoint without volume. The bar that forms is the last one.
 *
 * @throws TradewrightError `VENUE_*`
 */
export async function fetchBars(
  source: BarsSource,
  resolved: ResolvedContract,
  request: BarsRequest,
): Promise<BarSeries> {
  const { symbol, timeframe, since } = request;
  const limit = Math.min(request.limit, mostBars);
  let bars: readonly Bar[] = [];
  let end = '';
  while (bars.length < limit) {
    const count = Math.min(limit - bars.length, mostPerMessage);
    const part = await askPart(source, resolved, { request, count, end });
    const [first] = bars;
    const older = first === undefined ? part : part.filter((bar) => bar.time < first.time);
    bars = [...older.slice(-count), ...bars];
    const start = bars[0]?.time;
    // An answer without anything older is the start of what IB has.
    if (older.length === 0 || start === undefined || start <= (since ?? 0)) break;
    if (timeframe === '1d' && older.length < count) break;
    end = goodTillText(start);
  }
  return {
    symbol,
    timeframe,
    bars: bars.filter((bar) => since === undefined || bar.time >= since).slice(-limit),
    clampedFrom: limit < request.limit ? String(request.limit) : null,
  };
}

type Part = { readonly request: BarsRequest; readonly count: number; readonly end: string };

function askPart(
  { connection, pacer }: BarsSource,
  resolved: ResolvedContract,
  { request: { symbol, timeframe }, count, end }: Part,
): Promise<readonly Bar[]> {
  const { conId, exchange = '' } = resolved.contract;
  const what = whatToShow(resolved);
  const duration = spanFor(timeframe, count);
  const isFx = resolved.instrument.assetClass === 'fx';
  const ask = (): Promise<readonly Bar[]> =>
    connection
      .ask<readonly Bar[]>({
        label: `${timeframe} bars of ${symbol}`,
        priority: 'history',
        deadlineMs: 60_000,
        start: ({ api, reqId, listen, resolve }) => {
          const bars: Bar[] = [];
          listen(EventName.historicalData, (...message: BarMessage) => {
            if (message[0] !== reqId) return;
            if (message[1].startsWith('finished')) return resolve(bars);
            const bar = parseBar(message, isFx);
            if (bar !== undefined) bars.push(bar);
          });
          const [contract, size] = [buildContract(resolved), barSizes[timeframe]];
          api.reqHistoricalData(reqId, contract, end, duration, size, what, 1, 2, false);
        },
        stop: (api, reqId) => api.cancelHistoricalData(reqId),
      })
      .catch(noDataIsEmpty);
  const group = `${conId} ${exchange} ${what}`;
  return pacer.run(group, `${group} ${timeframe} ${duration} ${end}`, ask);
}

/** A span that does not answer with many more bars than a message may have. */
function spanFor(timeframe: BarsRequest['timeframe'], count: number): string {
  const isFullDay = timeframeMs[timeframe] < 300_000 && count > 500;
  return isFullDay ? `${Math.max(1, Math.floor(count / 360))} D` : durationText(timeframe, count);
}

/** IB says code 162 also when a span holds no bars: that is an empty answer. Everything else is none. */
function noDataIsEmpty(cause: unknown): readonly Bar[] {
  const isEmpty =
    TradewrightError.is(cause) && cause.facts['ibCode'] === 162 && /no data/i.test(cause.message);
  if (isEmpty) return [];
  throw cause;
}
