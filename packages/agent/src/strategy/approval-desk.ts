/** Where proposals wait for a person. @module */
import { canonicalJson, type AgentProposal } from '@tradewright/core';
import type { OpenItem } from '../decision/decision-schema.ts';
import { sha256 } from './request-hash.ts';

/** A request for new risk as a person is asked about it. `hash` covers everything else, so an approval binds to exactly this. */
export type PendingProposal = {
  readonly hash: string;
  readonly strategyName: string;
  readonly agentDecisionId: string;
  readonly item: OpenItem;
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
  const item: OpenItem = {
    ...parts.item,
    evidence: [{ ref: parts.item.symbol, field: 'bid', value: null }],
  };
  const proposal = { ...parts, item };
  return { ...proposal, hash: hashOf(proposal) };
}

/** False for a proposal that is not the one that its hash was made of. */
export function isUnaltered({ hash, ...proposal }: PendingProposal): boolean {
  return hashOf(proposal) === hash;
}

/** Why an approval no longer counts; `undefined` while it does. */
export function lapseReason(
  proposal: PendingProposal,
  now: { readonly time: number; readonly touch: number | null },
): string | undefined {
  if (!isUnaltered(proposal)) return 'the proposal is not the one that was approved';
  if (now.time >= proposal.expiresAt) return 'the proposal has expired';
  if (now.touch === null) return 'no price is known';
  const drift = (Math.abs(now.touch - proposal.price) / proposal.price) * 10_000;
  return drift <= proposal.bandBps ? undefined : `the market has moved ${drift.toFixed(0)} bps`;
}

function hashOf(proposal: Omit<PendingProposal, 'hash'>): string {
  return sha256(canonicalJson(proposal));
}
