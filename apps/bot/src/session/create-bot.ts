/** Builds a bot from its set-up: the only place that joins everything. @module */
import {
  SessionIds,
  TradewrightError,
  VirtualClock,
  decimal,
  timeframeMs,
  timeframeSchema,
  type DataStore,
  type DurableMap,
  type IdCounters,
  type Journal,
  type RecordReader,
  type Strategy,
  type SubscriberFailure,
  type Timeframe,
} from '@tradewright/core';
import { OfflineRulesStrategy } from '@tradewright/agent';
import { basisPointFees, buildEngine, type Engine } from '@tradewright/engine';
import { PaperTrader, mergeFeeds, recordedFile, type FeedEvent } from '@tradewright/sim';
import { paperInstrument } from '../venues/paper-instruments.ts';
import type { SessionSetup } from './session-setup.ts';

/** What is passed in from outside: where to write, what an earlier run left, whom to tell of failures. */
export type BotParts = {
  readonly sessionId: string;
  readonly setup: SessionSetup;
  readonly journal: Journal;
  readonly state?: DurableMap | undefined;
  readonly records?: RecordReader | undefined;
  readonly counters?: IdCounters;
  readonly marketData?: { readonly store: DataStore; readonly intervalMs: number } | undefined;
  readonly onSubscriberFailure: SubscriberFailure;
};

/** A bot on the paper venue: the engine, the account and the feed that drives its time. */
export type Bot = Engine & {
  readonly trader: PaperTrader;
  readonly clock: VirtualClock;
  readonly strategies: readonly Strategy[];
  readonly feed: AsyncIterable<FeedEvent>;
};

/** @throws TradewrightError `DATA_MALFORMED`, `DATA_UNREADABLE`, `CONFIG_INVALID` */
export async function createBot(parts: BotParts): Promise<Bot> {
  const { setup } = parts;
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
    state: parts.state,
  });
  const unwatched = setup.watchlist.find((symbol) => !symbols.includes(symbol));
  if (unwatched !== undefined) throw withoutData('COLLECTOR_WATCHLIST', unwatched, symbols);
  const slowest = longest(first.map((event) => event.timeframe));
  const strategies = setup.strategies.map((strategy) => offlineRules(strategy, symbols, slowest));
  const engine = buildEngine({
    sessionId: parts.sessionId,
    baseCurrency: setup.baseCurrency,
    trader,
    clock,
    ids: new SessionIds(setup.orderPrefix, setup.sessionKey, parts.counters),
    journal: parts.journal,
    caps: capsOf(setup),
    fees: basisPointFees(setup.terms.takerFeeBps),
    strategies,
    watchlist: setup.watchlist,
    // Between two bars nothing changes: deciding more often would decide on the same data again.
    decisionIntervalMs: Math.max(setup.loopIntervalSeconds * 1_000, timeframeMs[slowest]),
    planMonitorIntervalMs: timeframeMs[slowest],
    slippagePercent: setup.slippagePercent,
    records: parts.records,
    marketData: parts.marketData,
    onSubscriberFailure: parts.onSubscriberFailure,
  });
  return {
    ...engine,
    trader,
    clock,
    strategies,
    feed: mergeFeeds(setup.files.map((file) => feedOf(file))),
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

/** Rules look at five-minute bars, or at the recorded ones where those are longer. */
function offlineRules(
  strategy: SessionSetup['strategies'][number],
  traded: readonly string[],
  slowest: Timeframe,
): Strategy {
  const missing = strategy.symbols.find((symbol) => !traded.includes(symbol));
  if (missing !== undefined || strategy.symbols.length === 0) {
    throw withoutData(`The strategy ${strategy.name}`, missing ?? 'no symbol', traded);
  }
  const wanted = strategy.timeframe === null ? '5m' : timeframeSchema.parse(strategy.timeframe);
  const timeframe = longest([wanted, slowest]);
  const { name, symbols } = strategy;
  return new OfflineRulesStrategy({
    name,
    symbols,
    timeframe,
    ...(strategy.riskFraction === null ? {} : { riskFraction: strategy.riskFraction }),
  });
}

function withoutData(who: string, symbol: string, traded: readonly string[]): TradewrightError {
  return new TradewrightError(
    'SYMBOL_NOT_ALLOWED',
    `${who} names ${symbol}, which has no recorded data.`,
    {
      hint: `PAPER_DATA holds ${traded.join(', ')}; check ALLOWED_SYMBOLS, COLLECTOR_WATCHLIST and strategies`,
    },
  );
}

function capsOf({ caps }: SessionSetup): Parameters<typeof buildEngine>[0]['caps'] {
  return {
    ...caps,
    maxOrderValue: decimal(caps.maxOrderValue),
    orderValueBuffer: decimal(caps.orderValueBuffer),
    minTradeSize: decimal(caps.minTradeSize),
    maxTotalExposure: decimal(caps.maxTotalExposure),
    maxDailyLoss: caps.maxDailyLoss === null ? null : decimal(caps.maxDailyLoss),
    maxDailyLossPercent:
      caps.maxDailyLossPercent === null ? null : decimal(caps.maxDailyLossPercent),
  };
}
