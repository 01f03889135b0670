/** Where proposals wait for a person. @module */
import {
  canonicalJson,
  type AgentProposal,
  type Plan,
  type TradingContext,
} from '@tradewright/core';
import type { AmendItem, OpenItem } from '../decision/decision-schema.ts';
import { sha256 } from './request-hash.ts';

/** What a person may be asked about: new risk, or another target of a plan. */
export type ProposedItem = OpenItem | AmendItem;

/** The plan that an amendment is about, as the person is shown it. */
export type ProposedPlan = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly stop: string;
  readonly target: string | null;
};

/** A request as a person is asked about it. `hash` covers everything else, so an approval binds to exactly this. */
export type PendingProposal = {
  readonly hash: string;
  readonly strategyName: string;
  readonly agentDecisionId: string;
  readonly item: ProposedItem;
  /** Left out for new risk, whose item says it all. */
  readonly plan?: ProposedPlan | undefined;
  /** The touch when it was proposed; an approval lapses once the market is further away than the band. */
  readonly price: number;
  readonly bandBps: number;
  readonly createdTime: number;
  readonly expiresAt: number;
};

/** Keeps proposals. An implementation is durable where approvals come from another process. */
export interface ApprovalDesk {
  submit(proposal: PendingProposal): void;
  /**
   * Approved proposals of a strategy, each handed out once.
   *
   * @param time - Session time of the cycle that asks.
   */
  takeApproved(strategyName: string, time: number): readonly PendingProposal[];
  /** Told how one that was handed out ended, so that whoever approved it can see. */
  ended(proposal: AgentProposal): void;
}

/** Keeps proposals to itself: nobody answers, nothing is opened. */
export function heldProposals(): ApprovalDesk {
  return { submit: () => undefined, takeApproved: () => [], ended: () => undefined };
}

/** Completes a proposal with its hash. Evidence of tools is replaced by the symbol itself: tool results are gone when a person answers. */
export function pendingProposal(parts: Omit<PendingProposal, 'hash'>): PendingProposal {
  const { symbol } = subjectOf(parts);
  const evidence = [{ ref: symbol, field: 'bid', value: null }];
  // A nearer stop did not wait: what waits is the target alone.
  const item: ProposedItem =
    parts.item.kind === 'open'
      ? { ...parts.item, evidence }
      : { ...parts.item, stop: null, evidence };
  const proposal = { ...parts, item };
  return { ...proposal, hash: hashOf(proposal) };
}

/** False for a proposal that is not the one that its hash was made of. */
export function isUnaltered({ hash, ...proposal }: PendingProposal): boolean {
  return hashOf(proposal) === hash;
}

/** Symbol and side of what is proposed. */
export function subjectOf({ item, plan }: Pick<PendingProposal, 'item' | 'plan'>): {
  readonly symbol: string;
  readonly side: 'long' | 'short';
} {
  if (item.kind === 'open') return { symbol: item.symbol, side: item.side };
  return { symbol: plan?.symbol ?? '', side: plan?.side ?? 'long' };
}

/** The plan of an amendment as a person is shown it; `undefined` for new risk and for a plan that is not there. */
export function proposedPlan(
  item: ProposedItem,
  context: TradingContext,
): ProposedPlan | undefined {
  const plan = planOf(item, context);
  return plan === undefined
    ? undefined
    : {
        symbol: plan.symbol,
        side: plan.side === 'buy' ? 'long' : 'short',
        stop: plan.stopPrice,
        target: plan.targetPrice,
      };
}

/** What was approved, for the gate as things stand now: fills and nearer stops have moved the revision of the plan on. */
export function itemNow({ item }: PendingProposal, context: TradingContext): ProposedItem {
  const plan = planOf(item, context);
  return item.kind === 'open' || plan === undefined
    ? item
    : { ...item, expectedRevision: plan.revision };
}

function planOf(item: ProposedItem, { plans }: TradingContext): Plan | undefined {
  return item.kind === 'open' ? undefined : plans.find(({ planId }) => planId === item.planId);
}

/** Why an approval no longer counts; `undefined` while it does. */
export function lapseReason(
  proposal: PendingProposal,
  now: {
    readonly time: number;
    readonly touch: number | null;
    readonly plan: ProposedPlan | undefined;
  },
): string | undefined {
  if (proposal.item.kind === 'amend') {
    if (now.plan === undefined) return 'the plan has ended';
    if (now.plan.target !== proposal.plan?.target)
      return `the target stands at ${now.plan.target ?? 'none'} now`;
  }
  if (!isUnaltered(proposal)) return 'the proposal is not the one that was approved';
  if (now.time >= proposal.expiresAt) return 'the proposal has expired';
  if (now.touch === null) return 'no price is known';
  const drift = (Math.abs(now.touch - proposal.price) / proposal.price) * 10_000;
  return drift <= proposal.bandBps ? undefined : `the market has moved ${drift.toFixed(0)} bps`;
}

function hashOf(proposal: Omit<PendingProposal, 'hash'>): string {
  return sha256(canonicalJson(proposal));
}
