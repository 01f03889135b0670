/** Builds a bot from its set-up and an opened venue: the only place that joins everything. @module */
import {
  SessionIds,
  TradewrightError,
  timeframeMs,
  timeframeSchema,
  type Clock,
  type DataStore,
  type IdCounters,
  type Journal,
  type RecordReader,
  type Strategy,
  type SubscriberFailure,
  type Tape,
  type Timeframe,
} from '@tradewright/core';
import { OfflineRulesStrategy } from '@tradewright/agent';
import { basisPointFees, buildEngine, type Engine } from '@tradewright/engine';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import type { SessionSetup } from './session-setup.ts';

/** What is passed in from outside: where to trade and write, what an earlier run left, whom to tell of failures. */
export type BotParts = {
  readonly sessionId: string;
  readonly setup: SessionSetup;
  readonly venue: OpenedVenue;
  /** Time where the market moves by itself; a driven market brings its own. */
  readonly clock: Clock;
  readonly journal: Journal;
  readonly records?: RecordReader | undefined;
  readonly counters?: IdCounters;
  readonly marketData?: { readonly store: DataStore; readonly intervalMs: number } | undefined;
  /** Records what the venue says; leave out where it comes from files that are recorded by their hash. */
  readonly venueTape?: Tape | undefined;
  readonly onSubscriberFailure: SubscriberFailure;
};

/** A built bot: the engine and the venue that it trades on. */
export type Bot = Engine & {
  readonly venue: OpenedVenue;
  readonly clock: Clock;
  readonly strategies: readonly Strategy[];
};

/** How often open plans are looked at where the market moves by itself; quotes are looked at as they come. */
const livePlanMonitorMs = 5_000;

/** @throws TradewrightError `CONFIG_INVALID`, `SYMBOL_NOT_ALLOWED` */
export function createBot(parts: BotParts): Bot {
  const { setup, venue } = parts;
  const { market } = venue;
  const clock = market?.clock ?? parts.clock;
  const unwatched = setup.watchlist.find((symbol) => !has(venue, symbol));
  if (unwatched !== undefined) throw withoutData('COLLECTOR_WATCHLIST', unwatched, venue);
  const strategies = setup.strategies.map((strategy) => offlineRules(strategy, venue));
  const barMs = market === undefined ? undefined : timeframeMs[market.timeframe];
  const engine = buildEngine({
    sessionId: parts.sessionId,
    baseCurrency: setup.baseCurrency,
    trader: venue.trader,
    clock,
    ids: new SessionIds(setup.orderPrefix, setup.sessionKey, parts.counters),
    journal: parts.journal,
    caps: setup.caps,
    fees: basisPointFees(setup.terms.takerFeeBps),
    strategies,
    watchlist: setup.watchlist,
    // Between two bars nothing changes: deciding more often would decide on the same data again.
    decisionIntervalMs: Math.max(setup.loopIntervalSeconds * 1_000, barMs ?? 0),
    planMonitorIntervalMs: barMs ?? livePlanMonitorMs,
    slippagePercent: setup.slippagePercent,
    records: parts.records,
    marketData: parts.marketData,
    venueTape: parts.venueTape,
    onSubscriberFailure: parts.onSubscriberFailure,
  });
  return { ...engine, venue, clock, strategies };
}

/** Rules look at five-minute bars, or at the recorded ones where those are longer. */
function offlineRules(
  strategy: SessionSetup['strategies'][number],
  venue: OpenedVenue,
): OfflineRulesStrategy {
  const missing = strategy.symbols.find((symbol) => !has(venue, symbol));
  if (missing !== undefined || strategy.symbols.length === 0) {
    throw withoutData(`The strategy ${strategy.name}`, missing ?? 'no symbol', venue);
  }
  const wanted = strategy.timeframe === null ? '5m' : timeframeSchema.parse(strategy.timeframe);
  const slowest = venue.market?.timeframe ?? wanted;
  const { name, symbols } = strategy;
  return new OfflineRulesStrategy({
    name,
    symbols,
    timeframe: longer(wanted, slowest),
    ...(strategy.riskFraction === null ? {} : { riskFraction: strategy.riskFraction }),
  });
}

function longer(left: Timeframe, right: Timeframe): Timeframe {
  return timeframeMs[left] > timeframeMs[right] ? left : right;
}

/** A venue that does not list its symbols says at the start of the session what it does not have. */
function has(venue: OpenedVenue, symbol: string): boolean {
  return venue.symbols.length === 0 || venue.symbols.includes(symbol);
}

function withoutData(who: string, symbol: string, venue: OpenedVenue): TradewrightError {
  const known = venue.symbols.length === 0 ? 'the symbols of the venue' : venue.symbols.join(', ');
  return new TradewrightError(
    'SYMBOL_NOT_ALLOWED',
    `${who} names ${symbol}, which has no data at ${venue.trader.venue}.`,
    {
      hint: `it has ${known}; check PAPER_DATA, ALLOWED_SYMBOLS, COLLECTOR_WATCHLIST and strategies`,
    },
  );
}
