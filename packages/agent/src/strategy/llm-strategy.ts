/** A strategy whose plans a model proposes and code disposes of. @module */
import {
  canonicalJson,
  type AgentDecision,
  type AgentModeChange,
  type AgentProposal,
  type DecimalString,
  type ModelClient,
  type Strategy,
  type StrategyAction,
  type Timeframe,
  type TradingContext,
} from '@tradewright/core';
import type { DecisionSpend } from '../budget/decision-spend.ts';
import { instructionsOf, type SessionCard } from '../context/instructions.ts';
import { renderContext, type LastOutcome } from '../context/render-context.ts';
import { answerSchema } from '../decision/answer-schema.ts';
import type { GatePolicy } from '../gate/gate-policy.ts';
import { gate, type GateSnapshot } from '../gate/gate.ts';
import type { Screen } from '../screen/screen.ts';
import type { ToolCoordinator } from '../tools/tool-coordinator.ts';
import { effectiveMode, type AgentMode, type Authority } from './agent-mode.ts';
import { itemNow, type ApprovalDesk, type ProposedItem } from './approval-desk.ts';
import type { ModelExchange } from './ask-model.ts';
import { decideOnce, failedEnd, type DecisionEnd } from './decide-once.ts';
import { ProposalBook } from './proposal-book.ts';
import { promptHash, sha256, type Prompt } from './request-hash.ts';
import { splitForApproval } from './split-approvals.ts';
import { StandingKeeper, type StandingStore } from './standing-keeper.ts';
import type { BooksEvidence, StandingPolicy } from './standing-machine.ts';

/** What the strategy is made of. */
export type LlmStrategyOptions = {
  readonly name: string;
  readonly label: string;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  readonly lookback: number;
  readonly client: ModelClient;
  readonly tools: ToolCoordinator;
  readonly policy: GatePolicy;
  /** As far as it may go; what it may do now is earned. */
  readonly mode: AgentMode;
  readonly standing: {
    readonly policy: StandingPolicy;
    readonly store: StandingStore;
    readonly books: () => BooksEvidence;
  };
  readonly authority: () => Authority;
  readonly approvals: ApprovalDesk;
  readonly screen: Screen;
  readonly spend: DecisionSpend;
  readonly canary: string;
  /** The operator's own playbook; the built-in one without it. */
  readonly playbook?: string | undefined;
  /** Base currency per unit of a currency; `undefined` when not known. */
  readonly rateOf: (currency: string) => DecimalString | undefined;
  /** Why no new risk may be taken in a symbol; `undefined` when it may. */
  readonly entriesBlocked: (symbol: string) => string | undefined;
  readonly nextId: () => string;
  readonly onDecision: (decision: AgentDecision) => void;
  readonly onExchange: (exchange: ModelExchange) => void;
  readonly onProposal: (proposal: AgentProposal) => void;
  readonly onModeChange: (change: AgentModeChange) => void;
  readonly deadlineMs?: number;
  readonly maxSteps?: number;
  readonly approvalBandBps?: number;
  readonly approvalMinutes?: number;
};

/**
 * Screens, asks, judges and records. A model that fails takes no new risk and flattens nothing: the
 * cycle ends with a hold that names the failure, and protective orders stay where they are.
 */
export class LlmStrategy implements Strategy {
  readonly name: string;
  readonly label: string;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  readonly lookback: number;
  readonly #options: LlmStrategyOptions;
  readonly #policyHash: string;
  readonly #proposals: ProposalBook;
  readonly #standing: StandingKeeper;
  #prompt: { readonly prompt: Prompt; readonly hash: string } | undefined;
  #last: LastOutcome | null = null;
  #tripped: string | null = null;

  constructor(options: LlmStrategyOptions) {
    this.#options = options;
    this.name = options.name;
    this.label = options.label;
    this.symbols = options.symbols;
    this.timeframe = options.timeframe;
    this.lookback = options.lookback;
    this.#policyHash = sha256(canonicalJson(options.policy));
    const { name: strategyName, approvals: desk, onProposal, onModeChange } = options;
    const { approvalBandBps: bandBps = 50, approvalMinutes: minutes = 15 } = options;
    this.#proposals = new ProposalBook({ strategyName, desk, bandBps, minutes, onProposal });
    const { mode: ceiling, standing } = options;
    this.#standing = new StandingKeeper({ strategyName, ceiling, onModeChange, ...standing });
  }

  decide(context: TradingContext): readonly StrategyAction[] | Promise<readonly StrategyAction[]> {
    const mode = this.#standing.modeAt(context.time, this.#basis(context));
    const approved = mode === 'shadow' ? [] : this.#takeApproved(context);
    if (approved.length > 0) return approved;
    const blocked = this.#blockedIn(context);
    // With nothing to close and nothing that may be opened, no answer could do anything.
    if (context.plans.length === 0 && context.symbols.every(({ symbol }) => symbol in blocked)) {
      this.#options.spend.begin();
      return this.#finish(context, failedEnd([], 'killed', Object.values(blocked)[0] ?? ''), false);
    }
    const verdict = this.#options.screen.judge(context, this.#last?.outcome ?? null);
    // A skip is journalled by the hold that names its reason; it needs no record of its own.
    if (!verdict.call)
      return [{ action: 'hold', symbol: null, reasons: [`skipped: ${verdict.reason}`] }];
    return this.#ask(context);
  }

  async #ask(context: TradingContext): Promise<readonly StrategyAction[]> {
    const { tools, client, policy, spend } = this.#options;
    const { input, shown } = renderContext(context, this.#last);
    const { prompt, hash } = this.#promptFor(context);
    const scope = tools.open({
      context,
      simulate: (item) => gate([item], snapshot(false, null), policy).results[0],
    });
    const snapshot = (degraded: boolean, text: string | null): GateSnapshot => ({
      context,
      shown: new Map([...shown, ...scope.shown]),
      rates: this.#ratesFor(context),
      tainted: scope.tainted || degraded,
      newRiskBlocked: this.#blocked(context, text),
      blockedSymbols: this.#blockedIn(context),
    });
    spend.begin();
    const end = await decideOnce({
      request: {
        purpose: 'decision',
        ...prompt,
        input,
        exchanges: [],
        deadlineMs: this.#options.deadlineMs ?? 60_000,
      },
      ask: {
        client,
        promptHash: hash,
        scope,
        steps: [],
        maxSteps: this.#options.maxSteps ?? 6,
        charged: () => spend.charged().toString(),
        onExchange: this.#options.onExchange,
      },
      policy,
      snapshot,
    });
    return this.#finish(context, end, scope.tainted);
  }

  /** Splits what was accepted into what goes on and what waits, and writes the record. */
  #finish(context: TradingContext, end: DecisionEnd, tainted: boolean): readonly StrategyAction[] {
    const { authority, nextId, client, spend } = this.#options;
    const mode = this.#standing.modeAt(context.time, this.#basis(context));
    const holds = effectiveMode(mode, authority(), tainted || end.degraded);
    const results = end.result?.results ?? [];
    const { forwarded, waiting } = splitForApproval(results, holds);
    const agentDecisionId = nextId();
    if (holds === 'propose')
      for (const { item } of waiting)
        this.#proposals.submit(item as ProposedItem, context, agentDecisionId);
    const acts = forwarded.some(({ action }) => action !== 'hold');
    const outcome =
      end.outcome !== 'decided' || acts
        ? end.outcome
        : holds === 'shadow'
          ? 'shadowed'
          : 'awaiting-approval';
    const rules = results.flatMap(({ verdict }) => verdict.reasons.map(({ rule }) => rule));
    this.#last = { outcome, rules: [...new Set(rules)] };
    const record: AgentDecision = {
      agentDecisionId,
      strategyName: this.name,
      provider: client.provider,
      model: client.model,
      servedModel: end.servedModel,
      mode: holds,
      outcome,
      detail: this.#tripped ?? end.detail,
      contextHash: context.hash,
      promptHash: this.#promptFor(context).hash,
      policyHash: this.#policyHash,
      steps: [...end.steps],
      answer: end.answer?.slice(0, 8_000) ?? null,
      repaired: end.repaired,
      degraded: end.degraded,
      tainted,
      verdicts: results.map(({ verdict }) => verdict),
      cost: spend.charged().toString(),
      currency: spend.currency,
      time: context.time,
    };
    this.#options.onDecision(record);
    this.#standing.decided(record, this.#tripped !== null, this.#basis(context));
    if (forwarded.length > 0 && (acts || waiting.length === 0)) return forwarded;
    const why = waiting.map(
      ({ verdict }) => `${outcome}: ${verdict.kind} ${verdict.subject ?? ''}`,
    );
    const reasons =
      why.length > 0 ? why : [`${outcome}${end.detail === null ? '' : `: ${end.detail}`}`];
    return [{ action: 'hold', symbol: null, reasons }];
  }

  /** What a person approved goes through the gate again, as things stand now. */
  #takeApproved(context: TradingContext): readonly StrategyAction[] {
    const live = this.#proposals.takeApproved(context);
    if (live.length === 0) return [];
    const { shown } = renderContext(context, null);
    const snapshot: GateSnapshot = {
      context,
      shown,
      rates: this.#ratesFor(context),
      tainted: false,
      newRiskBlocked: this.#blocked(context),
      blockedSymbols: this.#blockedIn(context),
    };
    const items = live.map((proposal) => itemNow(proposal, context));
    const { results, actions } = gate(items, snapshot, this.#options.policy);
    for (const [index, result] of results.entries()) {
      const proposal = live[index];
      if (proposal !== undefined) this.#proposals.judged(proposal, result, context.time);
    }
    return actions;
  }

  /** What a record of clean decisions is about. */
  #basis(context: TradingContext): string {
    const { client } = this.#options;
    return `${client.provider} ${client.model} ${this.#promptFor(context).hash} ${this.#policyHash}`;
  }

  #blocked(context: TradingContext, text: string | null = null): string | null {
    // Instructions that come back are no longer only ours: only a person starts the agent again.
    if (text?.includes(this.#options.canary) === true) this.#tripped = 'the canary came back';
    if (this.#tripped !== null) return this.#tripped;
    if (this.#options.tools.circuit.isOpen(context.time)) return 'the tool circuit is open';
    return null;
  }

  #blockedIn(context: TradingContext): Readonly<Record<string, string>> {
    const blocked: Record<string, string> = {};
    for (const { symbol } of context.symbols) {
      const reason = this.#options.entriesBlocked(symbol);
      if (reason !== undefined) blocked[symbol] = reason;
    }
    return blocked;
  }

  #ratesFor(context: TradingContext): Readonly<Record<string, DecimalString>> {
    const rates: Record<string, DecimalString> = {};
    for (const { instrument } of context.symbols) {
      const rate = this.#options.rateOf(instrument.currency);
      if (rate !== undefined) rates[instrument.currency] = rate;
    }
    return rates;
  }

  /** Built from the first context and never again: the bytes stay the same for the session. */
  #promptFor(context: TradingContext): { readonly prompt: Prompt; readonly hash: string } {
    if (this.#prompt !== undefined) return this.#prompt;
    const { policy, canary, tools } = this.#options;
    const card: SessionCard = {
      baseCurrency: context.baseCurrency,
      instruments: context.symbols.map(({ instrument }) => instrument),
      policy,
      canary,
      playbook: this.#options.playbook,
    };
    const prompt = { instructions: instructionsOf(card), tools: tools.offered, answerSchema };
    this.#prompt = { prompt, hash: promptHash(prompt, canary) };
    return this.#prompt;
  }
}
