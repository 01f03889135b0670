/** Builds a bot from its set-up and an opened venue: the only place that joins everything. @module */
import {
  SessionIds,
  journalEvent,
  timeframeMs,
  type AgentDecision,
  type AgentModeChange,
  type AgentProposal,
  type Clock,
  type DataStore,
  type IdCounters,
  type Journal,
  type RecordReader,
  type Strategy,
  type SubscriberFailure,
  type Tape,
} from '@tradewright/core';
import {
  buildEngine,
  llmSpendEntry,
  type Arming,
  type Engine,
  type ExpectedOutage,
} from '@tradewright/engine';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import {
  buildAgent,
  hasData,
  withoutData,
  type AgentParts,
  type BuiltAgent,
} from './build-agent.ts';
import { feeScheduleOf } from './session-fees.ts';
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
  readonly agent?: AgentParts;
  /** Whether real money may be risked now; left out, never. */
  readonly arming?: () => Arming;
  /** Strategies of the caller, in place of the configured ones. */
  readonly strategies?: readonly Strategy[];
  /** Who tells a person of what needs one. */
  readonly onAgent?: {
    readonly proposal: (proposal: AgentProposal) => void;
    readonly modeChange: (change: AgentModeChange) => void;
  };
  /** Windows in which the venue is known to be away. */
  readonly outages?: readonly ExpectedOutage[];
  /** Throws once another process owns the account; leave out where nothing leaves the process. */
  readonly fence?: () => void;
  readonly onSubscriberFailure: SubscriberFailure;
};

/** A built bot: the engine and the venue that it trades on. */
export type Bot = Engine & {
  readonly venue: OpenedVenue;
  readonly clock: Clock;
  readonly strategies: readonly Strategy[];
};

/** What the price lists of models are in. */
const llmCurrency = 'USD';

/** How often open plans are looked at where the market moves by itself; quotes are looked at as they come. */
const livePlanMonitorMs = 5_000;

/** @throws TradewrightError `CONFIG_INVALID`, `SYMBOL_NOT_ALLOWED` */
export function createBot(parts: BotParts): Bot {
  const { setup, venue } = parts;
  const { market } = venue;
  const clock = market?.clock ?? parts.clock;
  const unwatched = setup.watchlist.find((symbol) => !hasData(venue, symbol));
  if (unwatched !== undefined) throw withoutData('COLLECTOR_WATCHLIST', unwatched, venue);
  const ids = new SessionIds(setup.orderPrefix, setup.sessionKey, parts.counters);
  const agentOptions = {
    setup,
    venue,
    ids,
    clock: parts.clock,
    agent: parts.agent ?? {},
    onDecision: (decision: AgentDecision) => {
      const { time } = decision;
      const { converter, baseCurrency } = engine.parts;
      const spend = llmSpendEntry(decision, {
        baseCurrency,
        rate: converter.rate(decision.currency, baseCurrency, 'high'),
        nextId: () => ids.next('entry'),
      });
      const posted = spend === undefined ? [] : [journalEvent('ledger.posted', time, spend)];
      parts.journal.append([journalEvent('agent.decided', time, decision), ...posted]);
    },
    onProposal: (proposal: AgentProposal) => {
      parts.journal.append([journalEvent('agent.proposal-changed', proposal.time, proposal)]);
      parts.onAgent?.proposal(proposal);
    },
    onModeChange: (change: AgentModeChange) => {
      parts.journal.append([journalEvent('agent.mode-changed', change.time, change)]);
      parts.onAgent?.modeChange(change);
    },
  };
  let built: BuiltAgent | undefined;
  const barMs = market === undefined ? undefined : timeframeMs[market.timeframe];
  const engine = buildEngine({
    sessionId: parts.sessionId,
    baseCurrency: setup.baseCurrency,
    trader: venue.trader,
    clock,
    ids,
    journal: parts.journal,
    caps: setup.caps,
    cash: { tolerances: setup.cashTolerances },
    baselinePositions: setup.baselinePositions,
    fees: feeScheduleOf(setup.fees, setup.baseCurrency),
    // A rate that was recorded per bar is as old as a bar before the next one comes.
    conversion: {
      ...setup.conversion,
      maxAgeMs: Math.max(setup.conversion.maxAgeMs, barMs ?? 0),
    },
    spendCurrencies: setup.agent.provider === 'openai' ? [llmCurrency] : [],
    strategies:
      parts.strategies ??
      ((reach) => {
        built = buildAgent(agentOptions, reach);
        return built.strategies;
      }),
    toolCoordinator: () => built?.toolCoordinator,
    watchlist: setup.watchlist,
    mayRisk: () => venue.trader.paper || parts.arming?.().armed === true,
    // Between two bars nothing changes: deciding more often would decide on the same data again.
    decisionIntervalMs: Math.max(setup.loopIntervalSeconds * 1_000, barMs ?? 0),
    planMonitorIntervalMs: barMs ?? livePlanMonitorMs,
    slippagePercent: setup.slippagePercent,
    exitTicks: setup.exitTicks,
    entryNudgeTicks: setup.entryNudgeTicks,
    makerFirst: setup.makerFirst,
    protection:
      setup.protectionAlarmSeconds === null
        ? undefined
        : { nakedAfterMs: setup.protectionAlarmSeconds * 1_000 },
    watch: market === undefined ? { ...setup.watch, outages: parts.outages ?? [] } : undefined,
    records: parts.records,
    marketData: parts.marketData,
    venueTape: parts.venueTape,
    fence: parts.fence,
    onSubscriberFailure: parts.onSubscriberFailure,
  });
  return { ...engine, venue, clock, strategies: engine.parts.strategies };
}
