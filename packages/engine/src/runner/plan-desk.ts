/** Turns proposals into plans and plans into orders. @module */
import {
  Decimal,
  journalEvent,
  roundQuantity,
  sizePlan,
  toPrice,
  type Clock,
  type Ids,
  type Journal,
  type OrderIntent,
  type OrderPurpose,
  type OrderRequest,
  type Plan,
  type PlanAmendment,
  type PlanProposal,
  type RiskVerdict,
  type Strategy,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { MarketState } from '../market/market-state.ts';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { PlanBook } from '../plan/plan-book.ts';
import { draftPlan } from '../plan/draft-plan.ts';
import { openQuantity, widensRisk, type PlanEvent } from '../plan/plan-machine.ts';
import type { PlanTrigger } from '../plan/plan-triggers.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { reducingSide } from '../portfolio/signed-quantity.ts';
import type { RiskManager, RiskReview } from '../risk/risk-manager.ts';
import type { Activity } from './activity.ts';
import { failed, rejected, type DeskResult } from './desk-result.ts';
import { planOrderRequest } from './exit-order.ts';

/** What the desk works with. */
export type PlanDeskOptions = {
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly converter: CurrencyConverter;
  readonly plans: PlanBook;
  readonly risk: RiskManager;
  readonly execution: ExecutionEngine;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly activity: Activity;
  readonly baseCurrency: string;
  readonly slippagePercent: number;
  readonly venueReduceOnly: boolean;
  /** Equity in base currency now; `undefined` when not known. */
  readonly equity: () => Decimal | undefined;
  /** Why no new risk may be taken in a symbol now; `undefined` when it may. */
  readonly entriesBlocked: (symbol: string) => string | undefined;
  readonly onPlan: (plan: Plan) => void;
  readonly onDenied: (verdict: RiskVerdict) => void;
};

const exitRetryMs = 5_000;

/** Admits, amends and ends plans. Every order passes risk; exits are asked for at most once per retry interval. */
export class PlanDesk {
  readonly #options: PlanDeskOptions;
  readonly #lastExit = new Map<string, number>();

  constructor(options: PlanDeskOptions) {
    this.#options = options;
  }

  /** Opens a plan, sized down to the largest order that risk passes. */
  open(strategy: Strategy, proposal: PlanProposal): DeskResult {
    const { market, plans, converter, risk } = this.#options;
    const refusal = this.#refusal(strategy, proposal);
    if (refusal !== undefined) return rejected(refusal);
    const instrument = market.instrument(proposal.symbol);
    if (instrument === undefined) return rejected(`${proposal.symbol} is not known at the venue`);
    const sized = sizePlan({
      proposal,
      instrument,
      quote: market.quote(proposal.symbol),
      equity: this.#options.equity(),
      rate: converter.rate(instrument.currency, this.#options.baseCurrency),
      valueCap: Decimal.from(risk.caps.maxOrderValue).minus(
        Decimal.from(risk.caps.orderValueBuffer),
      ),
    });
    if (sized.kind === 'rejected') return rejected(sized.reason);
    const draft = draftPlan({
      planId: this.#options.ids.next('plan'),
      strategyName: strategy.name,
      proposal,
      sized,
      time: this.#options.clock.now(),
    });
    const request = this.#requestFor(draft, sized.entryPrice, sized.quantity);
    if (request === undefined) return rejected(`no price is known for ${proposal.symbol}`);
    const review = this.#reviewDown(this.#intent(request, 'entry', draft), draft);
    if (review.approved === undefined) return this.#denied(review.verdict);
    const { intent } = review.approved;
    const plan: Plan = {
      ...draft,
      quantity: intent.quantity,
      state: 'entering',
      entryClientOrderId: intent.clientOrderId,
    };
    const time = this.#options.clock.now();
    this.#options.journal.append([
      journalEvent('risk.reviewed', time, review.verdict),
      journalEvent('plan.changed', time, plan),
    ]);
    plans.put(plan);
    this.#options.onPlan(plan);
    this.#options.activity.track(this.#options.execution.submit(review.approved));
    return { outcome: 'admitted', planId: plan.planId, reasons: [] };
  }

  /** Moves stop or target; the stop only where it lowers the risk. The revision must be the one the caller saw. */
  amend(strategyName: string, amendment: PlanAmendment): DeskResult {
    const plan = this.#ownPlan(strategyName, amendment.planId);
    if (plan === undefined) return rejected(`there is no open plan ${amendment.planId}`);
    if (plan.revision !== amendment.revision)
      return rejected(`the plan is at revision ${plan.revision}, not ${amendment.revision}`);
    const ladder = this.#options.market.instrument(plan.symbol)?.tickLadder;
    if (ladder === undefined) return rejected(`${plan.symbol} is not known at the venue`);
    const opposite = plan.side === 'buy' ? 'sell' : 'buy';
    const stop =
      amendment.stopPrice === null ? null : toPrice(amendment.stopPrice, ladder, opposite);
    const target =
      amendment.targetPrice === null ? null : toPrice(amendment.targetPrice, ladder, opposite);
    if (stop !== null && widensRisk(plan, Decimal.from(stop)))
      return rejected(`the stop ${stop} would raise the risk; it stands at ${plan.stopPrice}`);
    this.#step(plan.planId, {
      kind: 'amended',
      stopPrice: stop,
      targetPrice: target,
      time: this.#options.clock.now(),
    });
    return { outcome: 'done', planId: plan.planId, reasons: [] };
  }

  /** Ends a fraction of an open plan; an unfilled entry is canceled. */
  close(strategyName: string, planId: string, fraction: number, reason: string): DeskResult {
    const plan = this.#ownPlan(strategyName, planId);
    if (plan === undefined) return rejected(`there is no open plan ${planId}`);
    if (plan.state === 'exiting') return rejected('the plan is being closed already');
    if (plan.state !== 'open') return this.cancel(strategyName, planId);
    return this.#exit(plan, reason, fraction);
  }

  /** Cancels the entry of a plan that has not been filled. */
  cancel(strategyName: string, planId: string): DeskResult {
    const plan = this.#ownPlan(strategyName, planId);
    if (plan === undefined) return rejected(`there is no open plan ${planId}`);
    if (plan.state !== 'entering') return rejected('the plan has been entered; close it instead');
    this.#cancelEntry(plan);
    return { outcome: 'done', planId, reasons: [] };
  }

  /** What the plan monitor found. */
  onTrigger(plan: Plan, trigger: PlanTrigger): void {
    if (trigger === 'entry-expired') {
      this.#cancelEntry(plan);
      return;
    }
    const last = this.#lastExit.get(plan.planId);
    if (last !== undefined && this.#options.clock.now() - last < exitRetryMs) return;
    this.#exit(plan, trigger, 1);
  }

  /** A trailing stop moves to the price step that keeps the risk no larger than asked. */
  onTrail(plan: Plan, stopPrice: number): void {
    const ladder = this.#options.market.instrument(plan.symbol)?.tickLadder;
    if (ladder === undefined) return;
    const stop = Decimal.from(toPrice(stopPrice, ladder, plan.side));
    if (!stop.isPositive() || stop.equals(Decimal.from(plan.stopPrice)) || widensRisk(plan, stop))
      return;
    this.#step(plan.planId, {
      kind: 'amended',
      stopPrice: stop.toString(),
      targetPrice: null,
      time: this.#options.clock.now(),
    });
  }

  #refusal(strategy: Strategy, proposal: PlanProposal): string | undefined {
    if (!strategy.symbols.includes(proposal.symbol))
      return `${proposal.symbol} is not among the symbols of ${strategy.name}`;
    const blocked = this.#options.entriesBlocked(proposal.symbol);
    if (blocked !== undefined) return blocked;
    const open = this.#options.plans
      .openIn(proposal.symbol)
      .find((plan) => plan.strategyName === strategy.name);
    return open === undefined ? undefined : `plan ${open.planId} is open in ${proposal.symbol}`;
  }

  #exit(plan: Plan, reason: string, fraction: number): DeskResult {
    const { portfolio, market, clock } = this.#options;
    const time = clock.now();
    this.#lastExit.set(plan.planId, time);
    const instrument = market.instrument(plan.symbol);
    if (instrument === undefined) return rejected(`${plan.symbol} is not known at the venue`);
    const book = portfolio.position(plan.strategyName, plan.symbol);
    const held = Decimal.from(book?.quantity ?? '0');
    if (held.isZero() || reducingSide(held) === plan.side) {
      // Somebody else has closed the position: an exit order now would open the other side.
      this.#step(plan.planId, { kind: 'flat', reason: `${reason}: the position is flat`, time });
      return { outcome: 'done', planId: plan.planId, reasons: ['the position is flat'] };
    }
    if (plan.entryClientOrderId !== null)
      this.#options.activity.track(this.#options.execution.cancel(plan.entryClientOrderId));
    const open = Decimal.minimum(openQuantity(plan), held.absolute());
    const part = roundQuantity(open.times(Decimal.fromMarketNumber(fraction)), instrument.lot);
    const quantity = Decimal.from(part).isPositive() ? part : roundQuantity(open, instrument.lot);
    const request = this.#requestFor({ ...plan, side: reducingSide(held) }, null, quantity, true);
    if (request === undefined) return failed(plan.planId, `no price is known for ${plan.symbol}`);
    const review = this.#options.risk.review(this.#intent(request, 'exit', plan));
    if (review.approved === undefined) return this.#denied(review.verdict);
    const { clientOrderId } = review.approved.intent;
    const step = this.#options.plans.step(plan.planId, {
      kind: 'exit-sent',
      clientOrderId,
      reason,
      time,
    });
    if (step !== undefined) {
      const events = [
        journalEvent('risk.reviewed', time, review.verdict),
        journalEvent('plan.changed', time, step.plan),
      ];
      this.#options.journal.append(events);
      step.commit();
      this.#options.onPlan(step.plan);
    }
    this.#options.activity.track(this.#options.execution.submit(review.approved));
    return { outcome: 'done', planId: plan.planId, reasons: [] };
  }

  #cancelEntry(plan: Plan): void {
    if (plan.entryClientOrderId !== null)
      this.#options.activity.track(this.#options.execution.cancel(plan.entryClientOrderId));
  }

  /** Reviews; a denial that names a size that would pass is tried once with that size. */
  #reviewDown(intent: OrderIntent, plan: Plan): RiskReview {
    const review = this.#options.risk.review(intent, plan);
    const { largestSize } = review.verdict;
    if (review.approved !== undefined || largestSize === null) return review;
    const smaller = this.#options.risk.review({ ...intent, quantity: largestSize }, plan);
    return smaller.approved === undefined ? review : smaller;
  }

  #denied(verdict: RiskVerdict): DeskResult {
    this.#options.journal.append([journalEvent('risk.reviewed', verdict.time, verdict)]);
    this.#options.onDenied(verdict);
    return {
      outcome: 'denied',
      planId: verdict.planId,
      reasons: verdict.denials.map((denial) => `${denial.rule}: ${denial.message}`),
    };
  }

  #requestFor(
    plan: Plan,
    limitPrice: Plan['entryPrice'],
    quantity: Plan['quantity'],
    exit = false,
  ): OrderRequest | undefined {
    const instrument = this.#options.market.instrument(plan.symbol);
    if (instrument === undefined) return undefined;
    const { slippagePercent, market } = this.#options;
    const reduceOnly = exit && this.#venueWouldReduce(plan, Decimal.from(quantity));
    return planOrderRequest({
      instrument,
      quote: market.quote(plan.symbol),
      side: plan.side,
      quantity,
      limitPrice,
      reduceOnly,
      slippagePercent,
    });
  }

  /** The venue nets the books of all strategies: it would refuse to reduce what another book outweighs. */
  #venueWouldReduce({ symbol, side }: Plan, quantity: Decimal): boolean {
    if (!this.#options.venueReduceOnly) return false;
    const net = this.#options.portfolio.netQuantity(symbol);
    return reducingSide(net) === side && !quantity.isGreaterThan(net.absolute());
  }

  #intent(request: OrderRequest, purpose: OrderPurpose, plan: Plan): OrderIntent {
    const { ids, clock } = this.#options;
    const { strategyName, planId } = plan;
    const origin = { purpose, strategyName, planId, parentClientOrderId: null, ocaGroup: null };
    return { ...request, ...origin, clientOrderId: ids.clientOrderId(), createdTime: clock.now() };
  }

  #ownPlan(strategyName: string, planId: string): Plan | undefined {
    return this.#options.plans.open(strategyName).find((plan) => plan.planId === planId);
  }

  #step(planId: string, event: PlanEvent): void {
    const step = this.#options.plans.step(planId, event);
    if (step === undefined) return;
    this.#options.journal.append([journalEvent('plan.changed', event.time, step.plan)]);
    step.commit();
    this.#options.onPlan(step.plan);
  }
}
