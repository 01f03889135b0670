/** Watches open plans on every quote and on a timer of its own. @module */
import type { Clock, Plan, Quote, Undo } from '@tradewright/core';
import type { PlanBook } from './plan-book.ts';
import { planTrigger, trailedStop, type PlanTrigger } from './plan-triggers.ts';

/** What the monitor is made of. It asks through the callbacks and sends nothing itself. */
export type PlanMonitorOptions = {
  readonly plans: PlanBook;
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly quote: (symbol: string) => Quote | undefined;
  /** A plan has to end now. Called again while the trigger holds and nothing has been done about it. */
  readonly onTrigger: (plan: Plan, trigger: PlanTrigger) => void;
  /** A trailing stop has moved; the number is not on the ladder yet. */
  readonly onTrail: (plan: Plan, stopPrice: number) => void;
  /** After each round of the timer. */
  readonly onRound: () => void;
};

/** Second line of protection: before and independent of every data filter, pause and circuit. */
export class PlanMonitor {
  readonly #options: PlanMonitorOptions;
  #stop: Undo | undefined;

  constructor(options: PlanMonitorOptions) {
    this.#options = options;
  }

  /** Starts the timer; quotes are judged by {@link onQuote} without it too. */
  start(): void {
    this.#stop ??= this.#options.clock.every(this.#options.intervalMs, () => this.#onTimer());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  onQuote(quote: Quote): void {
    for (const plan of this.#options.plans.openIn(quote.symbol)) this.#judge(plan, quote);
  }

  #onTimer(): void {
    for (const plan of this.#options.plans.open())
      this.#judge(plan, this.#options.quote(plan.symbol));
    this.#options.onRound();
  }

  #judge(plan: Plan, quote: Quote | undefined): void {
    const trigger = planTrigger(plan, quote, this.#options.clock.now());
    if (trigger !== undefined) {
      this.#options.onTrigger(plan, trigger);
      return;
    }
    const stop = quote === undefined ? undefined : trailedStop(plan, quote);
    if (stop !== undefined) this.#options.onTrail(plan, stop);
  }
}
