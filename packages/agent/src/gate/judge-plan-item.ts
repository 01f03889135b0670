/** Judges what is asked of plans that exist. @module */
import { Decimal, tickAt, type Plan, type StrategyAction } from '@tradewright/core';
import type { DecisionItem } from '../decision/decision-schema.ts';
import { cleanText } from '../text/untrusted-text.ts';
import { evidenceFault } from './evidence-index.ts';
import type { GateCase, ItemResult } from './gate.ts';
import { Judgement } from './judgement.ts';

type PlanItem = Extract<DecisionItem, { readonly planId: string }>;

/** A plan that was not shown, or that has moved on since, is a rejection: nothing else is ever touched instead. */
export function judgePlanItem(item: PlanItem, at: GateCase): ItemResult {
  const plan = at.snapshot.context.plans.find(({ planId }) => planId === item.planId);
  const judgement = new Judgement(item, plan?.planId ?? null);
  if (plan === undefined) {
    judgement.reject('plan-known', `there is no plan "${cleanText(item.planId, 40)}"`);
    return judgement.rejected();
  }
  const found = plan.revision;
  judgement.require(
    item.expectedRevision === found,
    'plan-revision',
    `the plan is at revision ${String(found)}, not ${String(item.expectedRevision)}`,
  );
  if (item.kind === 'amend') judgeAmendment(item, plan, at, judgement);
  else if (!judgement.failed)
    judgement.require(
      at.room.claimPlan(plan.planId),
      'plan-once',
      'the plan is ended by another item already',
    );
  return judgement.failed ? judgement.rejected() : judgement.accept(actionOf(item));
}

type Amend = Extract<PlanItem, { readonly kind: 'amend' }>;

/** A stop may come closer and never move away; both prices must lie on their side of the market. */
function judgeAmendment(item: Amend, plan: Plan, at: GateCase, judgement: Judgement): void {
  const { context, shown, newRiskBlocked } = at.snapshot;
  const symbol = context.symbols.find((one) => one.symbol === plan.symbol);
  judgement.require(
    item.stop !== null || item.target !== null,
    'amend-something',
    'neither stop nor target was given',
  );
  // A nearer stop lowers risk and is never blocked; another target is a wish like a new plan.
  if (item.target !== null && newRiskBlocked !== null)
    judgement.reject('new-risk-blocked', newRiskBlocked);
  const sign = plan.side === 'buy' ? 1 : -1;
  const standing = Number(plan.stopPrice);
  if (item.stop !== null)
    judgement.require(
      sign * (item.stop - standing) >= 0,
      'stop-tightens',
      `the stop ${String(item.stop)} would raise the risk; it stands at ${plan.stopPrice}`,
    );
  const touch = plan.side === 'buy' ? symbol?.quote?.bid : symbol?.quote?.ask;
  if (touch === null || touch === undefined) {
    judgement.reject('quote-known', `no price is known for ${plan.symbol}`);
    return;
  }
  if (item.stop !== null)
    judgement.require(
      sign * (touch - item.stop) > 0,
      'stop-side',
      `the stop ${String(item.stop)} lies beyond the market at ${String(touch)}`,
    );
  if (item.target !== null)
    judgement.require(
      sign * (item.target - touch) > 0,
      'target-side',
      `the target ${String(item.target)} lies on the losing side of ${String(touch)}`,
    );
  const step =
    symbol === undefined
      ? 0
      : tickAt(Decimal.fromMarketNumber(touch), symbol.instrument.tickLadder).toMarketNumber();
  for (const claim of item.evidence) {
    const fault = evidenceFault(claim, shown, step);
    if (fault !== undefined) judgement.reject('evidence', fault);
  }
}

function actionOf(item: PlanItem): StrategyAction {
  const reasons = [cleanText(item.reason, 300)];
  const { planId } = item;
  switch (item.kind) {
    case 'close':
      return { action: 'close', planId, fraction: item.fraction, reasons };
    case 'cancel-plan':
      return { action: 'cancel-plan', planId, reasons };
    case 'amend':
      return {
        action: 'amend',
        amendment: {
          planId,
          revision: item.expectedRevision,
          stopPrice: item.stop,
          targetPrice: item.target,
        },
        reasons,
      };
  }
}
