/** Recorded files as one feed with the clock that it drives. @module */
import { VirtualClock, timeframeMs, type Timeframe } from '@tradewright/core';
import { mergeFeeds, recordedFile, type FeedEvent } from '@tradewright/sim';
import type { PaperFile } from './paper-data.ts';
import { paperInstrument } from './paper-instruments.ts';

/** A recorded market before its first event. */
export type RecordedMarket = {
  readonly clock: VirtualClock;
  readonly feed: AsyncIterable<FeedEvent>;
  readonly symbols: readonly string[];
  /** Symbols that have quotes beside their trades. */
  readonly withTrades: readonly string[];
  /** The longest base timeframe. */
  readonly timeframe: Timeframe;
};

/** Looks at the beginning of each file. @throws TradewrightError `DATA_MALFORMED`, `DATA_UNREADABLE` */
export async function recordedMarket(files: readonly PaperFile[]): Promise<RecordedMarket> {
  const first: FeedEvent[] = [];
  for (const file of files) {
    for await (const event of feedOf(file)) {
      first.push(event);
      break;
    }
  }
  const start = Math.min(...first.map((event) => event.end - timeframeMs[event.timeframe]));
  const symbols = [...new Set(files.map((file) => file.symbol))];
  return {
    clock: new VirtualClock(start),
    feed: mergeFeeds(files.map((file) => feedOf(file))),
    symbols,
    withTrades: symbols.filter((symbol) => hasBoth(first, symbol)),
    timeframe: longest(first.map((event) => event.timeframe)),
  };
}

function feedOf(file: PaperFile): AsyncGenerator<FeedEvent> {
  const { assetClass, timeZone } = paperInstrument(file.symbol);
  return recordedFile({
    path: file.path,
    symbol: file.symbol,
    timeZone: timeZone ?? 'UTC',
    hasVolume: assetClass !== 'fx',
  });
}

function hasBoth(first: readonly FeedEvent[], symbol: string): boolean {
  const kinds = new Set(
    first.filter((event) => event.symbol === symbol).map((event) => event.kind),
  );
  return kinds.size === 2;
}

function longest(timeframes: readonly Timeframe[]): Timeframe {
  return timeframes.reduce((longer, next) =>
    timeframeMs[next] > timeframeMs[longer] ? next : longer,
  );
}
