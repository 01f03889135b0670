/** The proposals of one strategy, from the answer of a model to the cycle that uses an approval. @module */
import type { AgentProposal, TradingContext } from '@tradewright/core';
import type { ItemResult } from '../gate/gate.ts';
import {
  lapseReason,
  pendingProposal,
  proposedPlan,
  subjectOf,
  type ApprovalDesk,
  type PendingProposal,
  type ProposedItem,
} from './approval-desk.ts';

/** What the book works with. */
export type ProposalBookOptions = {
  readonly strategyName: string;
  readonly desk: ApprovalDesk;
  /** How far the market may move until the approval, in basis points. */
  readonly bandBps: number;
  readonly minutes: number;
  readonly onProposal: (proposal: AgentProposal) => void;
};

/** Submits, takes what a person approved, and tells of each state that a proposal comes to. */
export class ProposalBook {
  readonly #options: ProposalBookOptions;

  constructor(options: ProposalBookOptions) {
    this.#options = options;
  }

  /** Leaves what was accepted for a person; without a price there is nothing to bind an approval to. */
  submit(item: ProposedItem, context: TradingContext, agentDecisionId: string): void {
    const plan = proposedPlan(item, context);
    const price = touchOf(context, subjectOf({ item, plan }));
    if (price === null) return;
    const { strategyName, bandBps, minutes } = this.#options;
    const proposal = pendingProposal({
      strategyName,
      agentDecisionId,
      item,
      ...(plan === undefined ? {} : { plan }),
      price,
      bandBps,
      createdTime: context.time,
      expiresAt: context.time + minutes * 60_000,
    });
    this.#options.desk.submit(proposal);
    this.#options.onProposal(recordOf(proposal, 'waiting', null, context.time));
  }

  /** What was approved and still counts; what has lapsed ends here. */
  takeApproved(context: TradingContext): readonly PendingProposal[] {
    const { desk, strategyName } = this.#options;
    const live = desk.takeApproved(strategyName, context.time).filter((proposal) => {
      const touch = touchOf(context, subjectOf(proposal));
      const plan = proposedPlan(proposal.item, context);
      const reason = lapseReason(proposal, { time: context.time, touch, plan });
      if (reason !== undefined) this.#end(proposal, 'lapsed', reason, context.time);
      return reason === undefined;
    });
    // In the order in which the gate judges.
    return live.toSorted((one, other) => rank(one) - rank(other));
  }

  /** What the gate made of an approved proposal ends it. */
  judged(proposal: PendingProposal, result: ItemResult, time: number): void {
    const reasons = result.verdict.reasons.map(({ message }) => message).join('; ');
    if (result.action === null) this.#end(proposal, 'rejected', reasons, time);
    else this.#end(proposal, 'passed-on', null, time);
  }

  #end(
    proposal: PendingProposal,
    state: AgentProposal['state'],
    reason: string | null,
    time: number,
  ): void {
    const record = recordOf(proposal, state, reason, time);
    this.#options.desk.ended(record);
    this.#options.onProposal(record);
  }
}

function recordOf(
  proposal: PendingProposal,
  state: AgentProposal['state'],
  reason: string | null,
  time: number,
): AgentProposal {
  const { hash, strategyName, agentDecisionId } = proposal;
  const { symbol, side } = subjectOf(proposal);
  return { hash, strategyName, agentDecisionId, symbol, side, state, reason, time };
}

function rank({ item }: PendingProposal): number {
  return item.kind === 'amend' ? 0 : 1;
}

function touchOf(context: TradingContext, subject: ReturnType<typeof subjectOf>): number | null {
  const quote = context.symbols.find(({ symbol }) => symbol === subject.symbol)?.quote;
  return (subject.side === 'long' ? quote?.ask : quote?.bid) ?? null;
}
