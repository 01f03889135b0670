/** Turns proposals into plans and plans into orders. @module */
import {
  Decimal,
  sizePlan,
  toPrice,
  type Clock,
  type Ids,
  type Instrument,
  type OrderIntent,
  type OrderRecord,
  type Plan,
  type PlanAmendment,
  type PlanProposal,
  type Strategy,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { MarketState } from '../market/market-state.ts';
import type { PlanBook } from '../plan/plan-book.ts';
import { draftPlan } from '../plan/draft-plan.ts';
import { nudgedEntry } from '../plan/nudge-entry.ts';
import { widensRisk } from '../plan/plan-machine.ts';
import type { PlanTrigger } from '../plan/plan-triggers.ts';
import { defaultClassCaps } from '../risk/default-class-caps.ts';
import type { RiskManager, RiskReview } from '../risk/risk-manager.ts';
import type { Occasion } from '../execution/execution-options.ts';
import { rejected, type DeskResult } from './desk-result.ts';
import type { ExitDesk } from './exit-desk.ts';
import type { PlanOrders } from './plan-orders.ts';
import { fallBackToTaker } from './taker-fallback.ts';

/** What the desk works with. */
export type PlanDeskOptions = {
  readonly market: MarketState;
  readonly converter: CurrencyConverter;
  readonly plans: PlanBook;
  readonly risk: RiskManager;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly orders: PlanOrders;
  readonly exits: ExitDesk;
  readonly baseCurrency: string;
  readonly entryNudgeTicks: number;
  /** Equity in base currency now; `undefined` when not known. */
  readonly equity: () => Decimal | undefined;
  /** Why no new risk may be taken in a symbol now; `undefined` when it may. */
  readonly entriesBlocked: (symbol: string) => string | undefined;
};

/** Admits, amends and ends plans. Every order passes risk. */
export class PlanDesk {
  readonly #options: PlanDeskOptions;

  constructor(options: PlanDeskOptions) {
    this.#options = options;
  }

  /** Opens a plan, sized down to the largest order that risk passes. */
  open(strategy: Strategy, proposal: PlanProposal): DeskResult {
    const { market, converter, risk, orders } = this.#options;
    const refusal = this.#refusal(strategy, proposal);
    if (refusal !== undefined) return rejected(refusal);
    const instrument = market.instrument(proposal.symbol);
    if (instrument === undefined) return rejected(`${proposal.symbol} is not known at the venue`);
    const sized = sizePlan({
      proposal: this.#nudged(proposal, instrument),
      instrument,
      quote: market.quote(proposal.symbol),
      equity: this.#options.equity(),
      rate: converter.rate(instrument.currency, this.#options.baseCurrency, 'high'),
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
    const request = orders.request(proposal.symbol, {
      side: draft.side,
      quantity: sized.quantity,
      limitPrice: sized.entryPrice,
      reducing: false,
    });
    if (request === undefined) return rejected(`no price is known for ${proposal.symbol}`);
    const review = this.#reviewDown(orders.intent(request, 'entry', draft), draft);
    const { approved, verdict } = review;
    if (approved === undefined) return orders.denied(verdict);
    const { intent } = approved;
    // It has been shown to nobody yet, and its revision is still the first.
    const plan: Plan = draft;
    draft.quantity = intent.quantity;
    draft.state = 'entering';
    draft.entryClientOrderId = intent.clientOrderId;
    orders.submit(approved, verdict, plan);
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
    this.#options.orders.step(plan.planId, {
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
    return this.#options.exits.ask(plan, reason, fraction);
  }

  /** Ends a plan for a person, who does not wait for another market. */
  flatten(strategyName: string, planId: string): DeskResult {
    const plan = this.#ownPlan(strategyName, planId);
    if (plan?.state !== 'open') return this.close(strategyName, planId, 1, 'flatten');
    return this.#options.exits.close(plan, 'flatten', 1);
  }

  /** Cancels the entry of a plan that has not been filled. */
  cancel(strategyName: string, planId: string): DeskResult {
    const plan = this.#ownPlan(strategyName, planId);
    if (plan === undefined) return rejected(`there is no open plan ${planId}`);
    if (plan.state !== 'entering') return rejected('the plan has been entered; close it instead');
    this.#cancelEntry(plan);
    return { outcome: 'done', planId, reasons: [] };
  }

  /** An order ended refused for a known reason; true when another one has been submitted in its place. */
  onRefusal(ended: OrderRecord, occasion: Occasion): boolean {
    return fallBackToTaker(ended, occasion, this.#options);
  }

  /** What the plan monitor found. */
  onTrigger(plan: Plan, trigger: PlanTrigger): void {
    if (trigger === 'entry-expired') this.#cancelEntry(plan);
    else this.#options.exits.onTrigger(plan, trigger);
  }

  /** A trailing stop moves to the price step that keeps the risk no larger than asked. */
  onTrail(plan: Plan, stopPrice: number): void {
    const ladder = this.#options.market.instrument(plan.symbol)?.tickLadder;
    if (ladder === undefined) return;
    const stop = Decimal.from(toPrice(stopPrice, ladder, plan.side));
    if (!stop.isPositive() || stop.equals(Decimal.from(plan.stopPrice)) || widensRisk(plan, stop))
      return;
    this.#options.orders.step(plan.planId, {
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

  /** The proposal with its limit a few steps nearer to the market, before it is sized by that price. */
  #nudged(proposal: PlanProposal, { assetClass, tickLadder }: Instrument): PlanProposal {
    const { entryNudgeTicks: ticks, market, risk } = this.#options;
    const { entryPrice, side, symbol } = proposal;
    if (ticks === 0 || entryPrice === null) return proposal;
    const caps = risk.caps.classes?.[assetClass] ?? defaultClassCaps[assetClass];
    const moved = nudgedEntry(toPrice(entryPrice, tickLadder, side), {
      side,
      ticks,
      ladder: tickLadder,
      quote: market.quote(symbol),
      collarPercent: caps.collarPercent ?? null,
    });
    return { ...proposal, entryPrice: Decimal.from(moved).toMarketNumber() };
  }

  #cancelEntry(plan: Plan): void {
    if (plan.entryClientOrderId !== null) this.#options.orders.cancel(plan.entryClientOrderId);
  }

  /** Reviews; a denial that names a size that would pass is tried once with that size. */
  #reviewDown(intent: OrderIntent, plan: Plan): RiskReview {
    const review = this.#options.risk.review(intent, plan);
    const { largestSize } = review.verdict;
    if (review.approved !== undefined || largestSize === null) return review;
    const smaller = this.#options.risk.review({ ...intent, quantity: largestSize }, plan);
    return smaller.approved === undefined ? review : smaller;
  }

  #ownPlan(strategyName: string, planId: string): Plan | undefined {
    return this.#options.plans.open(strategyName).find((plan) => plan.planId === planId);
  }
}
