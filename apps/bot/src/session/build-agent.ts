/** Builds the strategies of a session around what decides: the offline rules or a model. @module */
import {
  TradewrightError,
  decimal,
  timeframeMs,
  timeframeSchema,
  Decimal,
  type AgentDecision,
  type AgentModeChange,
  type AgentProposal,
  type Clock,
  type Ids,
  type ModelClient,
  type Strategy,
  type Timeframe,
  type ToolPort,
} from '@tradewright/core';
import {
  LlmStrategy,
  OfflineModelClient,
  SavingScreen,
  ToolCoordinator,
  ChangeScreen,
  defaultGatePolicy,
  defaultStandingPolicy,
  forgottenStandings,
  freeOfCharge,
  heldProposals,
  offlineRulesLabel,
  trendLengths,
  type ApprovalDesk,
  type BooksEvidence,
  type DecisionSpend,
  type GatePolicy,
  type ModelExchange,
  type SavingReason,
  type Screen,
  type StandingStore,
} from '@tradewright/agent';
import type { EngineReach } from '@tradewright/engine';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import type { SessionSetup } from './session-setup.ts';

/** What decides, and who is told. Left out parts stand for the offline rules of a session that nobody watches. */
export type AgentParts = {
  /** `undefined` decides by the offline rules. */
  readonly model?: ModelClient | undefined;
  readonly spend?: DecisionSpend | undefined;
  readonly approvals?: ApprovalDesk | undefined;
  readonly standings?: StandingStore | undefined;
  /** Whether acting with real money is armed now; never unless said otherwise. */
  readonly armed?: (() => boolean) | undefined;
  readonly playbook?: string | undefined;
  /** When to ask; when something has changed unless said otherwise. */
  readonly screen?: (() => Screen) | undefined;
  /** Why to ask less often; never unless said otherwise. */
  readonly saving?: SavingReason | undefined;
  readonly onExchange?: ((exchange: ModelExchange) => void) | undefined;
};

/** What the agent is built from. */
export type BuildAgentOptions = {
  readonly setup: SessionSetup;
  readonly venue: OpenedVenue;
  readonly ids: Ids;
  /** Wall time: how long a tool or a model may take. */
  readonly clock: Clock;
  readonly agent: AgentParts;
  readonly onDecision: (decision: AgentDecision) => void;
  readonly onProposal: (proposal: AgentProposal) => void;
  readonly onModeChange: (change: AgentModeChange) => void;
};

/** Strategies that share one coordinator. */
export type BuiltAgent = {
  readonly strategies: readonly Strategy[];
  readonly toolCoordinator: ToolPort;
};

/** @throws TradewrightError `SYMBOL_NOT_ALLOWED`, `CONFIG_INVALID` */
export function buildAgent(options: BuildAgentOptions, reach: EngineReach): BuiltAgent {
  const { setup, venue, clock } = options;
  const policy = policyOf(options);
  const { timeframes, bars, fetchBars, fetchBook, fetchTrades } = reach;
  const toolCoordinator = new ToolCoordinator({
    sources: {
      timeframes,
      bars,
      fetchBars,
      fetchBook,
      ...(fetchTrades === undefined ? {} : { fetchTrades }),
    },
    policy,
    clock,
  });
  const strategies = setup.strategies.map(
    (strategy) =>
      new LlmStrategy({
        ...marketOf(strategy, venue),
        name: strategy.name,
        ...decider(options, strategy.riskFraction),
        tools: toolCoordinator,
        policy,
        mode: setup.agent.mode,
        standing: {
          policy: setup.agent.standing ?? defaultStandingPolicy,
          store: options.agent.standings ?? forgottenStandings(),
          books: () => booksEvidence(reach.books()),
        },
        authority: () => ({
          paper: venue.trader.paper,
          armed: options.agent.armed?.() ?? false,
        }),
        ...(setup.agent.approval === undefined
          ? {}
          : {
              approvalBandBps: setup.agent.approval.bandBps,
              approvalMinutes: setup.agent.approval.minutes,
            }),
        approvals: options.agent.approvals ?? heldProposals(),
        screen: new SavingScreen(
          options.agent.screen?.() ?? new ChangeScreen(),
          options.agent.saving ?? (() => null),
        ),
        spend: options.agent.spend ?? freeOfCharge,
        canary: canaryOf(setup),
        playbook: options.agent.playbook,
        rateOf: (currency) => reach.rate(currency),
        entriesBlocked: (symbol) => reach.entriesBlocked(symbol),
        nextId: () => options.ids.next('agent-decision'),
        onDecision: options.onDecision,
        onExchange: options.agent.onExchange ?? (() => undefined),
        onProposal: options.onProposal,
        onModeChange: options.onModeChange,
      }),
  );
  return { strategies, toolCoordinator };
}

/** Costs are compared in each currency; the largest difference counts. */
function booksEvidence({ halts, costs }: ReturnType<EngineReach['books']>): BooksEvidence {
  const drifts = costs.flatMap(({ estimated, reported }) => {
    const expected = Decimal.from(estimated);
    if (expected.isZero()) return [];
    const off = Decimal.from(reported).minus(expected).absolute();
    return [off.dividedBy(expected.absolute()).toMarketNumber() * 100];
  });
  const driftPercent = drifts.length === 0 ? null : Math.max(...drifts);
  return { reconciled: halts.length === 0, driftPercent };
}

function decider(
  { agent }: BuildAgentOptions,
  riskFraction: number | null,
): { readonly client: ModelClient; readonly label: string } {
  if (agent.model !== undefined)
    return { client: agent.model, label: `${agent.model.model} proposes within caps` };
  const client = new OfflineModelClient(riskFraction === null ? {} : { riskFraction });
  return { client, label: offlineRulesLabel };
}

function policyOf({ setup, venue }: BuildAgentOptions): GatePolicy {
  return gatePolicyOf({
    minTradeSize: setup.caps.minTradeSize,
    takerFeeBps: setup.terms.takerFeeBps,
    barMs: venue.market === undefined ? 0 : timeframeMs[venue.market.timeframe],
  });
}

/** The gate's figures that a session knows better: what is small, what trading costs, how old a bar may be. */
export function gatePolicyOf(known: {
  readonly minTradeSize: string;
  readonly takerFeeBps: string;
  readonly barMs: number;
}): GatePolicy {
  return {
    ...defaultGatePolicy,
    minTradeSize: decimal(known.minTradeSize),
    roundTripCostBps: 2 * Number(known.takerFeeBps),
    maxQuoteAgeMs: Math.max(defaultGatePolicy.maxQuoteAgeMs, 2 * known.barMs),
  };
}

/** Five-minute bars, or the recorded ones where those are longer. */
function marketOf(
  strategy: SessionSetup['strategies'][number],
  venue: OpenedVenue,
): {
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  readonly lookback: number;
} {
  const missing = strategy.symbols.find((symbol) => !hasData(venue, symbol));
  if (missing !== undefined || strategy.symbols.length === 0)
    throw withoutData(`The strategy ${strategy.name}`, missing ?? 'no symbol', venue);
  const wanted = strategy.timeframe === null ? '5m' : timeframeSchema.parse(strategy.timeframe);
  const slowest = venue.market?.timeframe ?? wanted;
  return {
    symbols: strategy.symbols,
    timeframe: timeframeMs[wanted] > timeframeMs[slowest] ? wanted : slowest,
    // An exponential average needs several lengths of history before its start no longer shows.
    lookback: 4 * trendLengths.slow,
  };
}

/** The word that must never come back from a model in this session. */
export function canaryOf(setup: SessionSetup): string {
  return `tw-${setup.sessionKey}-canary`;
}

/** A venue that does not list its symbols says at the start of the session what it does not have. */
export function hasData(venue: OpenedVenue, symbol: string): boolean {
  return venue.symbols.length === 0 || venue.symbols.includes(symbol);
}

/** The error for a symbol that is named and that the venue has nothing of. */
export function withoutData(who: string, symbol: string, venue: OpenedVenue): TradewrightError {
  const known = venue.symbols.length === 0 ? 'the symbols of the venue' : venue.symbols.join(', ');
  return new TradewrightError(
    'SYMBOL_NOT_ALLOWED',
    `${who} names ${symbol}, which has no data at ${venue.trader.venue}.`,
    {
      hint: `it has ${known}; check PAPER_DATA, ALLOWED_SYMBOLS, COLLECTOR_WATCHLIST and strategies`,
    },
  );
}
