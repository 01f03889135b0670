/** Takes plans out of the market. @module */
import {
  Decimal,
  roundQuantity,
  type Clock,
  type DecimalString,
  type Instrument,
  type Plan,
} from '@tradewright/core';
import type { MarketState } from '../market/market-state.ts';
import { openQuantity } from '../plan/plan-machine.ts';
import type { PlanTrigger } from '../plan/plan-triggers.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { reducingSide } from '../portfolio/signed-quantity.ts';
import { failed, rejected, type DeskResult } from './desk-result.ts';
import type { PlanOrders } from './plan-orders.ts';

/** What the desk works with. */
export type ExitDeskOptions = {
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly clock: Clock;
  readonly orders: PlanOrders;
};

const exitRetryMs = 5_000;

/** Exits trade at once and never more than the book holds; they are asked for at most once per retry interval. */
export class ExitDesk {
  readonly #options: ExitDeskOptions;
  readonly #lastExit = new Map<string, number>();

  constructor(options: ExitDeskOptions) {
    this.#options = options;
  }

  /** What the plan monitor found. */
  onTrigger(plan: Plan, trigger: PlanTrigger): void {
    const last = this.#lastExit.get(plan.planId);
    if (last !== undefined && this.#options.clock.now() - last < exitRetryMs) return;
    this.close(plan, trigger, 1);
  }

  /** Ends a fraction of an open plan. */
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
      return { outcome: 'done', planId: plan.planId, reasons: ['the position is flat'] };
    }
    if (plan.entryClientOrderId !== null) orders.cancel(plan.entryClientOrderId);
    const open = Decimal.minimum(openQuantity(plan), held.absolute());
    const request = orders.request(plan.symbol, {
      side: reducingSide(held),
      quantity: partOf(open, fraction, instrument),
      limitPrice: null,
      reducing: true,
    });
    if (request === undefined) return failed(plan.planId, `no price is known for ${plan.symbol}`);
    const intent = orders.intent(request, 'exit', plan);
    const { clientOrderId } = intent;
    return orders.send(plan, intent, { kind: 'exit-sent', clientOrderId, reason, time });
  }

  #held(plan: Plan): Decimal {
    const book = this.#options.portfolio.position(plan.strategyName, plan.symbol);
    return Decimal.from(book?.quantity ?? '0');
  }
}

/** Whole lots of a fraction; a part below one lot is the whole. */
function partOf(open: Decimal, fraction: number, { lot }: Instrument): DecimalString {
  const part = roundQuantity(open.times(Decimal.fromMarketNumber(fraction)), lot);
  return Decimal.from(part).isPositive() ? part : roundQuantity(open, lot);
}
