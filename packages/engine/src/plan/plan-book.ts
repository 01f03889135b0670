/** All plans of the session, and which order belongs to which. @module */
import type { Plan } from '@tradewright/core';
import { endedPlanStates, planMachine, type PlanEvent } from './plan-machine.ts';

/** A change that is worked out but not yet true. */
export type PlanStep = { readonly plan: Plan; readonly commit: () => void };

/** Keeps plans by id; ended ones leave the open set. */
export class PlanBook {
  readonly #earlier: (planId: string) => Plan | undefined;
  readonly #plans = new Map<string, Plan>();
  readonly #open = new Map<string, Plan>();

  /** @param earlier - Finds a plan that ended in an earlier process: a late execution may open it again. */
  constructor(earlier: (planId: string) => Plan | undefined = () => undefined) {
    this.#earlier = earlier;
  }

  /** Adds an admitted or restored plan. */
  put(plan: Plan): void {
    this.#plans.set(plan.planId, plan);
    if (endedPlanStates.has(plan.state)) this.#open.delete(plan.planId);
    else this.#open.set(plan.planId, plan);
  }

  plan(planId: string): Plan | undefined {
    return this.#plans.get(planId) ?? this.#earlier(planId);
  }

  /** Applies events in order; `undefined` when they change nothing or the plan is not known. */
  step(planId: string, ...events: readonly PlanEvent[]): PlanStep | undefined {
    const before = this.plan(planId);
    if (before === undefined) return undefined;
    const plan = events.reduce(planMachine, before);
    return plan === before ? undefined : { plan, commit: () => this.put(plan) };
  }

  /** Plans that are not over. */
  open(strategyName?: string): readonly Plan[] {
    const all = [...this.#open.values()];
    return strategyName === undefined
      ? all
      : all.filter((plan) => plan.strategyName === strategyName);
  }

  /** Open plans of one symbol, without building a list when there are none. */
  openIn(symbol: string): readonly Plan[] {
    let found: Plan[] | undefined;
    for (const plan of this.#open.values()) if (plan.symbol === symbol) (found ??= []).push(plan);
    return found ?? none;
  }

  get openCount(): number {
    return this.#open.size;
  }
}

const none: readonly Plan[] = [];
