/** An agent on a desk of its own: scripted model, real tools, real gate. @module */
import {
  VirtualClock,
  decimal,
  timeframeMs,
  type AgentDecision,
  type AgentModeChange,
  type AgentProposal,
  type Bar,
  type ModelClient,
  type TradingContext,
} from '@tradewright/core';
import { freeOfCharge } from '../budget/decision-spend.ts';
import { alwaysAsk } from '../screen/screen.ts';
import type { ApprovalDesk, PendingProposal } from '../strategy/approval-desk.ts';
import type { ModelExchange } from '../strategy/ask-model.ts';
import { LlmStrategy, type LlmStrategyOptions } from '../strategy/llm-strategy.ts';
import { forgottenStandings } from '../strategy/standing-keeper.ts';
import { defaultStandingPolicy } from '../strategy/standing-machine.ts';
import { ToolCoordinator } from '../tools/tool-coordinator.ts';
import type { ToolLimits } from '../tools/tool-limits.ts';
import type { ToolSources } from '../tools/tool-sources.ts';
import { aGatePolicy, aTradingContext } from './gate-cases.ts';

/** A desk with what it has seen. */
export type AgentRig = {
  readonly strategy: LlmStrategy;
  readonly tools: ToolCoordinator;
  readonly decisions: AgentDecision[];
  readonly exchanges: ModelExchange[];
  readonly submitted: PendingProposal[];
  readonly approved: PendingProposal[];
  /** How those that were taken ended. */
  readonly proposals: AgentProposal[];
  readonly modeChanges: AgentModeChange[];
};

/** What a test may set. */
export type AgentRigOptions = Partial<LlmStrategyOptions> & {
  readonly client: ModelClient;
  readonly sources?: Partial<ToolSources>;
  readonly limits?: Partial<ToolLimits>;
};

/** A rising series of five-minute bars that ends at `time`. */
export function risingBars(count: number, time: number, first = 45): Bar[] {
  const start = time - count * timeframeMs['5m'];
  return Array.from({ length: count }, (_, index) => {
    const close = Number((first + index * 0.05).toFixed(2));
    return {
      time: start + index * timeframeMs['5m'],
      open: close,
      high: Number((close + 0.1).toFixed(2)),
      low: Number((close - 0.1).toFixed(2)),
      close,
      volume: 100 + index,
    };
  });
}

/** {@link aTradingContext} with bars for every symbol. */
export function aContextWithBars(count = 128, parts: Partial<TradingContext> = {}): TradingContext {
  const context = aTradingContext(parts);
  const time = 1_000_000_000;
  return {
    ...context,
    time,
    symbols: context.symbols.map((symbol) => ({
      ...symbol,
      quote: symbol.quote === null ? null : { ...symbol.quote, receivedTime: time },
      bars: risingBars(count, time),
    })),
  };
}

/** Builds the desk: automatic on a paper account, every cycle asks. */
export function anAgentRig(options: AgentRigOptions): AgentRig {
  const policy = options.policy ?? aGatePolicy();
  const clock = new VirtualClock(0);
  const tools = new ToolCoordinator({
    sources: {
      timeframes: ['5m', '1h'],
      bars: (symbol, timeframe) => ({ symbol, timeframe, bars: [], clampedFrom: null }),
      ...options.sources,
    },
    policy,
    clock,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const decisions: AgentDecision[] = [];
  const exchanges: ModelExchange[] = [];
  const submitted: PendingProposal[] = [];
  const approved: PendingProposal[] = [];
  const proposals: AgentProposal[] = [];
  const modeChanges: AgentModeChange[] = [];
  const approvals: ApprovalDesk = {
    submit: (proposal) => submitted.push(proposal),
    takeApproved: () => approved.splice(0),
    ended: (proposal) => proposals.push(proposal),
  };
  let ids = 0;
  const strategy = new LlmStrategy({
    name: 'agent',
    label: 'scripted',
    symbols: ['BHP/AUD', 'CSL/AUD'],
    timeframe: '5m',
    lookback: 128,
    tools,
    policy,
    mode: 'auto-paper',
    standing: {
      policy: defaultStandingPolicy,
      store: forgottenStandings(),
      books: () => ({ reconciled: true, driftPercent: 0 }),
    },
    authority: () => ({ paper: true, armed: false }),
    approvals,
    screen: alwaysAsk,
    spend: freeOfCharge,
    canary: 'tw-canary',
    rateOf: (currency) => (currency === 'AUD' ? decimal('1') : undefined),
    entriesBlocked: () => undefined,
    nextId: () => `agent-decision-${String((ids += 1))}`,
    onDecision: (decision) => decisions.push(decision),
    onExchange: (exchange) => exchanges.push(exchange),
    onProposal: () => undefined,
    onModeChange: (change) => modeChanges.push(change),
    ...options,
  });
  return { strategy, tools, decisions, exchanges, submitted, approved, proposals, modeChanges };
}
