/** Takes plans out of the market. @module */
import {
  Decimal,
  roundQuantity,
  type Clock,
  type DecimalString,
  type Instrument,
  type Plan,
} from '@tradewright/core';
import { owedQuantity } from '../execution/is-over.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { MarketState } from '../market/market-state.ts';
import { openQuantity } from '../plan/plan-machine.ts';
import { planTrigger, type PlanTrigger } from '../plan/plan-triggers.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { reducingSide } from '../portfolio/signed-quantity.ts';
import { failed, rejected, type DeskResult } from './desk-result.ts';
import { exitPauseMs, exitRetryMs, exitTouch, exitTries, type ExitTry } from './exit-pace.ts';
import type { PlanOrders } from './plan-orders.ts';
import type { ProtectionDesk } from './protection-desk.ts';

/** What the desk works with. */
export type ExitDeskOptions = {
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly records: OrderRegistry;
  readonly clock: Clock;
  readonly orders: PlanOrders;
  /** `undefined` where the session keeps no protective orders at the venue. */
  readonly protection: ProtectionDesk | undefined;
};

/** An exit that waits for the end of the protective order. */
type WaitingExit = { readonly reason: string; readonly fraction: number };

/** How long a stop at the venue may take once its price was reached, in ms. */
const venueStopMs = 10_000;

/**
 * Exits trade at once and never more than the book holds. They are asked for at most once per retry
 * interval, and one that found nobody waits for another market or for a growing pause.
 */
export class ExitDesk {
  readonly #options: ExitDeskOptions;
  readonly #lastExit = new Map<string, number>();
  /** What the last try of each plan traded against. */
  readonly #touched = new Map<string, string>();
  readonly #stopSeen = new Map<string, number>();
  readonly #waiting = new Map<string, WaitingExit>();
  readonly #clearing = new Set<string>();

  constructor(options: ExitDeskOptions) {
    this.#options = options;
  }

  /** What the plan monitor found. */
  onTrigger(plan: Plan, trigger: PlanTrigger): void {
    const last = this.#lastExit.get(plan.planId);
    const now = this.#options.clock.now();
    if (last !== undefined && now - last < exitRetryMs) return;
    if (trigger === 'stop' && this.#venueIsAtIt(plan, now)) return;
    if (this.#pauseMs(plan) > 0) return;
    this.close(plan, trigger, 1);
  }

  /** Ends a fraction for a strategy: rejected for the moment when the same market has just given nothing. */
  ask(plan: Plan, reason: string, fraction: number): DeskResult {
    const pauseMs = this.#pauseMs(plan);
    if (pauseMs === 0) return this.close(plan, reason, fraction);
    const seconds = Math.ceil(pauseMs / 1_000);
    return rejected(
      `the last exit found nobody to trade with; the next may leave when the price moves or in ${seconds} s`,
    );
  }

  /** True while the plan has to leave and its last try found nobody: a stop that was reached already protects nothing. */
  isLeaving(plan: Plan): boolean {
    const { market, clock } = this.#options;
    const { fruitless } = this.#tries(plan);
    if (fruitless === 0) return false;
    return planTrigger(plan, market.quote(plan.symbol), clock.now()) !== undefined;
  }

  #tries(plan: Plan): ExitTry {
    return exitTries(plan, (id) => this.#options.records.record(id));
  }

  /** How long the next try still has to wait, in ms. */
  #pauseMs(plan: Plan): number {
    const { market, clock } = this.#options;
    const tries = this.#tries(plan);
    const touch = exitTouch(plan, market.quote(plan.symbol));
    const pause = exitPauseMs(tries, this.#touched.get(plan.planId) !== touch);
    return Math.max(0, tries.endedTime + pause - clock.now());
  }

  /** Ends a fraction of an open plan at once, whatever an earlier try has found. */
  close(plan: Plan, reason: string, fraction: number): DeskResult {
    const { market, clock, orders } = this.#options;
    const time = clock.now();
    this.#lastExit.set(plan.planId, time);
    const instrument = market.instrument(plan.symbol);
    if (instrument === undefined) return rejected(`${plan.symbol} is not known at the venue`);
    const held = this.#held(plan);
    if (held.isZero() || reducingSide(held) === plan.side) {
      // Somebody else has closed the position: an exit order now would open the other side.
      orders.step(plan.planId, { kind: 'flat', reason: `${reason}: the position is flat`, time });
      this.#waiting.delete(plan.planId);
      return done(plan, 'the position is flat');
    }
    if (plan.entryClientOrderId !== null) orders.cancel(plan.entryClientOrderId);
    // Both could fill: the exit leaves only after evidence that the protective order has ended.
    if (!this.#makeRoom(plan, { reason, fraction }))
      return done(plan, 'the protective order is being canceled first');
    const open = Decimal.minimum(openQuantity(plan), held.absolute()).minus(this.#owed(plan));
    if (!open.isPositive()) return done(plan, 'executions of an earlier exit are under way to us');
    const request = orders.request(plan.symbol, {
      side: reducingSide(held),
      quantity: partOf(open, fraction, instrument),
      limitPrice: null,
      reducing: true,
      attempt: plan.exitClientOrderIds.length,
    });
    if (request === undefined) return failed(plan.planId, `no price is known for ${plan.symbol}`);
    const intent = orders.intent(request, 'exit', plan);
    const { clientOrderId } = intent;
    this.#touched.set(plan.planId, exitTouch(plan, market.quote(plan.symbol)));
    return orders.send(plan, intent, { kind: 'exit-sent', clientOrderId, reason, time });
  }

  /** Goes on with an exit whose protective order has ended; true when one was waiting. */
  onProtectionEnded(plan: Plan): boolean {
    const waiting = this.#waiting.get(plan.planId);
    if (waiting === undefined) return false;
    if (this.#clearing.has(plan.planId)) return true;
    this.#waiting.delete(plan.planId);
    if (plan.state === 'open') this.close(plan, waiting.reason, waiting.fraction);
    return true;
  }

  /** The stop at the venue is given its moment before an exit takes its place. */
  #venueIsAtIt({ planId }: Plan, now: number): boolean {
    if (this.#options.protection?.guards(planId) !== true) return false;
    const since = this.#stopSeen.get(planId) ?? now;
    this.#stopSeen.set(planId, since);
    return now - since < venueStopMs;
  }

  /** True when nothing protective is working any more; else the exit waits for the evidence. */
  #makeRoom(plan: Plan, exit: WaitingExit): boolean {
    const { planId } = plan;
    this.#waiting.set(planId, exit);
    this.#clearing.add(planId);
    const clear = this.#options.protection?.standDown(plan) ?? true;
    this.#clearing.delete(planId);
    if (clear) this.#waiting.delete(planId);
    return clear;
  }

  /** What earlier exits have filled and whose executions have not arrived: it is not there to be closed again. */
  #owed({ exitClientOrderIds, protectionClientOrderIds }: Plan): Decimal {
    return [...exitClientOrderIds, ...protectionClientOrderIds].reduce((sum, id) => {
      const record = this.#options.records.record(id);
      return record === undefined ? sum : sum.plus(owedQuantity(record));
    }, Decimal.zero);
  }

  #held(plan: Plan): Decimal {
    const book = this.#options.portfolio.position(plan.strategyName, plan.symbol);
    return Decimal.from(book?.quantity ?? '0');
  }
}

function done(plan: Plan, reason: string): DeskResult {
  return { outcome: 'done', planId: plan.planId, reasons: [reason] };
}

/** Whole lots of a fraction; a part below one lot is the whole. */
function partOf(open: Decimal, fraction: number, { lot }: Instrument): DecimalString {
  const part = roundQuantity(open.times(Decimal.fromMarketNumber(fraction)), lot);
  return Decimal.from(part).isPositive() ? part : roundQuantity(open, lot);
}
