/** Keeps a protective order at the venue behind every open plan. @module */
import {
  Decimal,
  type Clock,
  type OrderRecord,
  type OrderRequest,
  type Plan,
  type Undo,
} from '@tradewright/core';
import { isOver } from '../execution/is-over.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { MarketState } from '../market/market-state.ts';
import type { PlanBook } from '../plan/plan-book.ts';
import { openQuantity } from '../plan/plan-machine.ts';
import { protectionRequest, protects } from '../plan/protection-terms.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import type { PlanOrders } from './plan-orders.ts';

/** A position without a working protective order, since when, and why as far as known. */
export type NakedPlan = { readonly plan: Plan; readonly since: number; readonly reason: string };

/** What the desk works with. */
export type ProtectionDeskOptions = {
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly plans: PlanBook;
  readonly records: OrderRegistry;
  readonly orders: PlanOrders;
  readonly clock: Clock;
  readonly slippagePercent: number;
  /** False while the venue's word is incomplete. */
  readonly ready: () => boolean;
  /** True while an exit of the plan is due that has found nobody: protection would be taken down again for the next try. */
  readonly isLeaving: (plan: Plan) => boolean;
  /** How long a position may stand without protection before the alarm, in ms. */
  readonly nakedAfterMs: number;
  /** Called once when the alarm sounds, and with `undefined` when the plan is protected again or over. */
  readonly onNaked: (plan: Plan, naked: NakedPlan | undefined) => void;
};

/** How long a venue that refused is left alone before the next try; it doubles up to an hour. */
const refusedPauseMs = 60_000;
const longestPauseMs = 3_600_000;

/** How often a working order follows a stop that moves, in ms. */
const followMs = 60_000;

type Refusals = { readonly count: number; readonly until: number };

/**
 * One stop order per open plan, for what is open of it. A changed quantity or stop cancels the old
 * order, and only evidence of its end lets the next one leave: two never work at once. The plan
 * monitor guards meanwhile.
 */
export class ProtectionDesk {
  readonly #options: ProtectionDeskOptions;
  readonly #refusals = new Map<string, Refusals>();
  readonly #naked = new Map<string, NakedPlan & { alarmed: boolean }>();
  readonly #placing = new Set<string>();
  #suspended = 0;

  constructor(options: ProtectionDeskOptions) {
    this.#options = options;
  }

  /** Leaves protection alone until the result is called: for whoever closes everything. */
  suspend(): Undo {
    this.#suspended += 1;
    let open = true;
    return () => {
      if (open) this.#suspended -= 1;
      open = false;
    };
  }

  /** Looks at every open plan: on the monitor's timer and after a resync. */
  review(): void {
    if (!this.#options.ready()) return;
    for (const plan of this.#options.plans.open()) {
      this.sync(plan.planId);
      this.#watch(plan);
    }
  }

  /** Brings the protective order of a plan in line with what is open of it. */
  sync(planId: string): void {
    const plan = this.#options.plans.plan(planId);
    if (plan === undefined || plan.state === 'exiting' || !this.#mayAct(planId)) return;
    const working = this.#working(plan);
    const want = plan.state === 'open' ? this.#want(plan) : undefined;
    if (want !== undefined && working.length === 0 && !this.#options.isLeaving(plan))
      this.#place(plan, want);
    const kept = working.find((record) => want !== undefined && this.#stands(record, want));
    for (const record of working)
      if (record !== kept) this.#options.orders.cancel(record.intent.clientOrderId);
  }

  /** Makes room for an exit. True when no protective order of the plan is working any more. */
  standDown(plan: Plan): boolean {
    for (const { intent } of this.#working(plan)) this.#options.orders.cancel(intent.clientOrderId);
    return this.#working(plan).length === 0;
  }

  /** True while the venue holds a protective order of the plan. */
  guards(planId: string): boolean {
    const plan = this.#options.plans.plan(planId);
    return plan !== undefined && this.#working(plan).some(({ life }) => standing.has(life));
  }

  /** Takes in the end of a protective order. @returns the plan that it protected */
  onOrder(record: OrderRecord): Plan | undefined {
    const { intent, life } = record;
    if (intent.purpose !== 'protection' || !isOver(record)) return undefined;
    const plan = intent.planId === null ? undefined : this.#options.plans.plan(intent.planId);
    if (plan === undefined) return undefined;
    if (life === 'refused' || life === 'not-placed') this.#refused(plan.planId);
    else this.#refusals.delete(plan.planId);
    return plan;
  }

  /** Not while something of it is under way, and not on books that may lack what the venue knows. */
  #mayAct(planId: string): boolean {
    return this.#suspended === 0 && !this.#placing.has(planId) && this.#options.ready();
  }

  /** A stop that trails is followed at intervals: the monitor has the newest one. */
  #stands(record: OrderRecord, want: OrderRequest): boolean {
    if (protects(record, want)) return true;
    const young = this.#options.clock.now() - record.intent.createdTime < followMs;
    return young && protects(record, { ...want, stopPrice: record.intent.stopPrice });
  }

  #want(plan: Plan): OrderRequest | undefined {
    const instrument = this.#options.market.instrument(plan.symbol);
    const book = this.#options.portfolio.position(plan.strategyName, plan.symbol);
    if (instrument === undefined || book === undefined) return undefined;
    const held = Decimal.from(book.quantity);
    if (held.sign() !== (plan.side === 'buy' ? 1 : -1)) return undefined;
    const open = Decimal.minimum(openQuantity(plan), held.absolute());
    const side = plan.side === 'buy' ? 'sell' : 'buy';
    const reduceOnly = this.#options.orders.venueWouldReduce(plan.symbol, side, open);
    const { slippagePercent } = this.#options;
    return protectionRequest({ plan, instrument, open, reduceOnly, slippagePercent });
  }

  #place(plan: Plan, request: OrderRequest): void {
    const { clock, orders } = this.#options;
    const time = clock.now();
    if ((this.#refusals.get(plan.planId)?.until ?? 0) > time) return;
    const intent = orders.intent(request, 'protection', plan);
    const { clientOrderId } = intent;
    this.#placing.add(plan.planId);
    const sent = orders.send(plan, intent, { kind: 'protection-sent', clientOrderId, time });
    this.#placing.delete(plan.planId);
    if (sent.outcome !== 'done') this.#refused(plan.planId);
  }

  #refused(planId: string): void {
    const count = (this.#refusals.get(planId)?.count ?? 0) + 1;
    const pause = Math.min(refusedPauseMs * 2 ** (count - 1), longestPauseMs);
    this.#refusals.set(planId, { count, until: this.#options.clock.now() + pause });
  }

  #working(plan: Plan): readonly OrderRecord[] {
    const { records } = this.#options;
    return plan.protectionClientOrderIds.flatMap((id) => {
      const record = records.record(id);
      return record === undefined || isOver(record) ? [] : [record];
    });
  }

  #watch(plan: Plan): void {
    const { clock, nakedAfterMs, onNaked } = this.#options;
    const time = clock.now();
    const held = plan.state === 'open' && this.#want(plan) !== undefined;
    const protectedNow = this.guards(plan.planId);
    const known = this.#naked.get(plan.planId);
    if (!held || protectedNow) {
      if (known?.alarmed === true) onNaked(plan, undefined);
      this.#naked.delete(plan.planId);
      return;
    }
    const refusals = this.#refusals.get(plan.planId)?.count ?? 0;
    const reason =
      refusals === 0 ? 'not at the venue yet' : `the venue refused it ${refusals} times`;
    const naked = { plan, since: known?.since ?? time, reason, alarmed: known?.alarmed ?? false };
    this.#naked.set(plan.planId, naked);
    if (naked.alarmed || time - naked.since < nakedAfterMs) return;
    naked.alarmed = true;
    onNaked(plan, naked);
  }
}

/** Lives in which the venue itself holds the order. */
const standing: ReadonlySet<OrderRecord['life']> = new Set(['pending', 'suspended', 'working']);
