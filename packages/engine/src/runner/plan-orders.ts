/** The orders of plans: their terms, their review and the way to execution. @module */
import {
  Decimal,
  journalEvent,
  type Clock,
  type DecimalString,
  type Ids,
  type Journal,
  type OrderIntent,
  type OrderPurpose,
  type OrderRequest,
  type Plan,
  type RiskVerdict,
  type Side,
} from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { Occasion } from '../execution/execution-options.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { MarketState } from '../market/market-state.ts';
import type { PlanBook } from '../plan/plan-book.ts';
import type { PlanEvent } from '../plan/plan-machine.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { isCanceling } from '../recovery/cancel-watch.ts';
import { reducingSide } from '../portfolio/signed-quantity.ts';
import type { ApprovedOrder } from '../risk/approved-order.ts';
import type { RiskManager } from '../risk/risk-manager.ts';
import type { Activity } from './activity.ts';
import type { DeskResult } from './desk-result.ts';
import { planOrderRequest } from './exit-order.ts';

/** What plan orders are made with. */
export type PlanOrdersOptions = {
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly plans: PlanBook;
  readonly risk: RiskManager;
  readonly execution: ExecutionEngine;
  readonly records: OrderRegistry;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly activity: Activity;
  readonly slippagePercent: number;
  /** Price steps past the touch of the first try of an exit where only limits are taken. */
  readonly exitTicks: number;
  readonly venueReduceOnly: boolean;
  /** True where entries with a limit are to rest: they are sent post-only. */
  readonly makerFirst: boolean;
  readonly onPlan: (plan: Plan) => void;
  readonly onDenied: (verdict: RiskVerdict) => void;
};

/** What an order of a plan has to do; `limitPrice` `null` trades now. */
export type PlanOrderTerms = {
  readonly side: Side;
  readonly quantity: DecimalString;
  readonly limitPrice: DecimalString | null;
  readonly reducing: boolean;
  /** How many exits of the plan came before this one. */
  readonly attempt?: number;
};

/** A cancel harms nobody twice: after so long without a word it is sent again, whatever keeps the evidence away. */
const repeatMs = 60_000;

/** Shared by the desks that enter, protect and exit. Every order passes risk; nothing is sent that no plan names. */
export class PlanOrders {
  readonly #options: PlanOrdersOptions;

  constructor(options: PlanOrdersOptions) {
    this.#options = options;
  }

  /** `undefined` when the order needs a price and none is known. */
  request(symbol: string, terms: PlanOrderTerms): OrderRequest | undefined {
    const { market, slippagePercent, exitTicks: ticks } = this.#options;
    const instrument = market.instrument(symbol);
    if (instrument === undefined) return undefined;
    const { side, quantity, limitPrice } = terms;
    return planOrderRequest({
      instrument,
      quote: market.quote(symbol),
      side,
      quantity,
      limitPrice,
      postOnly: !terms.reducing && this.#options.makerFirst,
      reduceOnly: terms.reducing && this.venueWouldReduce(symbol, side, Decimal.from(quantity)),
      slippagePercent,
      exit: terms.reducing ? { ticks, attempt: terms.attempt ?? 0 } : undefined,
    });
  }

  /** The venue nets the books of all strategies: it would refuse to reduce what another book outweighs. */
  venueWouldReduce(symbol: string, side: Side, quantity: Decimal): boolean {
    if (!this.#options.venueReduceOnly) return false;
    const net = this.#options.portfolio.netQuantity(symbol);
    return reducingSide(net) === side && !quantity.isGreaterThan(net.absolute());
  }

  intent(request: OrderRequest, purpose: OrderPurpose, plan: Plan): OrderIntent {
    const { ids, clock } = this.#options;
    // Every member by name: two spreads of objects cost more than the whole review of an order.
    return {
      symbol: request.symbol,
      side: request.side,
      type: request.type,
      quantity: request.quantity,
      limitPrice: request.limitPrice,
      stopPrice: request.stopPrice,
      trailingAmount: request.trailingAmount,
      timeInForce: request.timeInForce,
      expireTime: request.expireTime,
      postOnly: request.postOnly,
      reduceOnly: request.reduceOnly,
      outsideHours: request.outsideHours,
      transmit: request.transmit,
      tag: request.tag,
      clientOrderId: ids.clientOrderId(),
      purpose,
      strategyName: plan.strategyName,
      planId: plan.planId,
      parentClientOrderId: null,
      ocaGroup: null,
      createdTime: clock.now(),
    };
  }

  /** Reviews a reducing order and sends it; verdict, plan and intent become durable in one commit before it. */
  send(plan: Plan, intent: OrderIntent, event: PlanEvent): DeskResult {
    const { risk, plans } = this.#options;
    const { approved, verdict } = risk.review(intent);
    if (approved === undefined) return this.denied(verdict);
    this.submit(approved, verdict, plans.step(plan.planId, event)?.plan);
    return { outcome: 'done', planId: plan.planId, reasons: [] };
  }

  /** Sends what risk has approved, together with what becomes of the plan, after what led to it. */
  submit(
    approved: ApprovedOrder,
    verdict: RiskVerdict,
    plan: Plan | undefined,
    cause?: Occasion,
  ): void {
    const { plans, execution, activity, onPlan } = this.#options;
    const commit = (): void => {
      cause?.commit();
      if (plan === undefined) return;
      plans.put(plan);
      onPlan(plan);
    };
    const events = [...(cause?.events ?? []), journalEvent('risk.reviewed', verdict.time, verdict)];
    if (plan !== undefined) events.push(journalEvent('plan.changed', verdict.time, plan));
    activity.track(execution.submit(approved, { events, commit }));
  }

  denied(verdict: RiskVerdict): DeskResult {
    this.#options.journal.append([journalEvent('risk.reviewed', verdict.time, verdict)]);
    this.#options.onDenied(verdict);
    return {
      outcome: 'denied',
      planId: verdict.planId,
      reasons: verdict.denials.map((denial) => `${denial.rule}: ${denial.message}`),
    };
  }

  /** Asks once: a cancel that is under way is left to evidence, and asked for again when that does not come. */
  cancel(clientOrderId: string): void {
    const { records, clock } = this.#options;
    const record = records.record(clientOrderId);
    if (record !== undefined && isCanceling(record) && clock.now() - record.updatedTime < repeatMs)
      return;
    this.#options.activity.track(this.#options.execution.cancel(clientOrderId));
  }

  /** Makes a change of a plan durable. */
  step(planId: string, event: PlanEvent): void {
    const step = this.#options.plans.step(planId, event);
    if (step === undefined) return;
    this.#options.journal.append([journalEvent('plan.changed', event.time, step.plan)]);
    step.commit();
    this.#options.onPlan(step.plan);
  }
}
