/** Carries out what a strategy answered, and writes down how each action ended. @module */
import {
  journalEvent,
  type Clock,
  type Decision,
  type Ids,
  type Journal,
  type Strategy,
  type StrategyAction,
} from '@tradewright/core';
import type { DeskResult } from './desk-result.ts';
import type { PlanDesk } from './plan-desk.ts';

/** What the desk works with. */
export type DecisionDeskOptions = {
  readonly plans: PlanDesk;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly onDecision: (decision: Decision) => void;
};

/** Reducing actions come first, so that an invalid open next to a valid close cannot keep it from closing. */
export class DecisionDesk {
  readonly #options: DecisionDeskOptions;

  constructor(options: DecisionDeskOptions) {
    this.#options = options;
  }

  /** @param contextHash - Hash of the context shown, `null` for bar handlers. */
  carryOut(
    strategy: Strategy,
    actions: readonly StrategyAction[],
    contextHash: string | null,
  ): Decision {
    const time = this.#options.clock.now();
    const ordered = actions.toSorted((left, right) => urgency(left) - urgency(right));
    const decision: Decision = {
      decisionId: this.#options.ids.next('decision'),
      strategyName: strategy.name,
      label: strategy.label,
      contextHash,
      actions: ordered.map((request) => {
        const { outcome, planId, reasons } = this.#run(strategy, request);
        return { request, outcome, planId, reasons: [...reasons] };
      }),
      time,
    };
    this.#options.journal.append([journalEvent('decision.made', time, decision)]);
    this.#options.onDecision(decision);
    return decision;
  }

  #run(strategy: Strategy, action: StrategyAction): DeskResult {
    const desk = this.#options.plans;
    switch (action.action) {
      case 'hold':
        return { outcome: 'held', planId: null, reasons: action.reasons };
      case 'open':
        return desk.open(strategy, action.proposal);
      case 'amend':
        return desk.amend(strategy.name, action.amendment);
      case 'close':
        return desk.close(
          strategy.name,
          action.planId,
          action.fraction,
          action.reasons[0] ?? 'strategy',
        );
      case 'cancel-plan':
        return desk.cancel(strategy.name, action.planId);
    }
  }
}

const order: readonly StrategyAction['action'][] = [
  'cancel-plan',
  'close',
  'amend',
  'open',
  'hold',
];

function urgency(action: StrategyAction): number {
  return order.indexOf(action.action);
}
