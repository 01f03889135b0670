/** The paper venue with its recorded data, ready for a session. @module */
import { VirtualClock, timeframeMs, type DurableMap, type Timeframe } from '@tradewright/core';
import { PaperTrader, mergeFeeds, recordedFile, type FeedEvent } from '@tradewright/sim';
import type { SessionSetup } from '../session/session-setup.ts';
import { paperInstrument } from './paper-instruments.ts';
import type { DrivenMarket, OpenedVenue } from './venue-entry.ts';

/** The opened paper venue: its market is always driven. */
export type OpenedPaper = OpenedVenue & {
  readonly trader: PaperTrader;
  readonly market: DrivenMarket;
};

/** @throws TradewrightError `DATA_MALFORMED`, `DATA_UNREADABLE`, `CONFIG_INVALID` */
export async function openPaper(setup: SessionSetup, state?: DurableMap): Promise<OpenedPaper> {
  const first = await firstEvents(setup);
  const clock = new VirtualClock(
    Math.min(...first.map((event) => event.end - timeframeMs[event.timeframe])),
  );
  const symbols = [...new Set(setup.files.map((file) => file.symbol))];
  const trader = new PaperTrader({
    accountId: 'PAPER',
    baseCurrency: setup.baseCurrency,
    openingCash: setup.cash,
    clock,
    instruments: symbols.map(paperInstrument),
    terms: setup.terms,
    withTrades: symbols.filter((symbol) => hasBoth(first, symbol)),
    state,
  });
  return {
    trader,
    baseCurrency: setup.baseCurrency,
    symbols,
    market: {
      clock,
      feed: mergeFeeds(setup.files.map((file) => feedOf(file))),
      deliver: (event) => trader.deliver(event),
      settle: () => undefined,
      timeframe: longest(first.map((event) => event.timeframe)),
      resume: { marketTime: trader.marketTime, warm: (event) => trader.warm(event) },
    },
    close: () => Promise.resolve(),
  };
}

function feedOf(file: {
  readonly symbol: string;
  readonly path: string;
}): AsyncGenerator<FeedEvent> {
  const { assetClass, timeZone } = paperInstrument(file.symbol);
  return recordedFile({
    path: file.path,
    symbol: file.symbol,
    timeZone: timeZone ?? 'UTC',
    hasVolume: assetClass !== 'fx',
  });
}

async function firstEvents(setup: SessionSetup): Promise<readonly FeedEvent[]> {
  const first: FeedEvent[] = [];
  for (const file of setup.files) {
    for await (const event of feedOf(file)) {
      first.push(event);
      break;
    }
  }
  return first;
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
