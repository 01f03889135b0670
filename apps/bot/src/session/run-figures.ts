/** A session in figures that can be held against those of another run of it. @module */
import { Decimal, type Decision } from '@tradewright/core';
import type { SessionOutcome } from './play-in-memory.ts';

/**
 * One run. PnL is in base currency: `high` as the fills went, `low` with each of them
 * {@link worseFillBps} worse; `null` where a rate was missing.
 */
export type RunFigures = {
  readonly decisions: number;
  readonly asked: number;
  readonly plans: number;
  readonly fills: number;
  readonly cost: string;
  readonly pnl: { readonly low: string | null; readonly high: string | null };
};

/** One cycle in which two runs did something else. */
export type DecisionDifference = {
  readonly time: number;
  readonly strategyName: string;
  readonly before: string;
  readonly after: string;
};

/** By how much the low end of the PnL has every fill worse: recorded fills know nothing of our own weight in the market. */
export const worseFillBps = 5;

/** Sums a run up. */
export function runFigures(run: SessionOutcome): RunFigures {
  const cost = run.asked.reduce((sum, one) => sum.plus(Decimal.from(one.cost)), Decimal.zero);
  return {
    decisions: run.decisions.length,
    asked: run.asked.length,
    plans: run.plans,
    fills: run.fills.length,
    cost: cost.toString(),
    pnl: pnlOf(run),
  };
}

function pnlOf({ equity, fills }: SessionOutcome): RunFigures['pnl'] {
  const [first, last] = [equity[0], equity.at(-1)];
  if (first?.equity == null || last?.equity == null) return { low: null, high: null };
  const change = Decimal.from(last.equity).minus(Decimal.from(first.equity));
  const foreign = fills.some(({ currency }) => currency !== last.baseCurrency);
  const turnover = fills.reduce(
    (sum, { quantity, price }) => sum.plus(Decimal.from(quantity).times(Decimal.from(price))),
    Decimal.zero,
  );
  const worse = turnover.times(Decimal.from(String(worseFillBps / 10_000)));
  return {
    low: foreign ? null : change.minus(worse).roundedToPlaces(2).toString(),
    high: change.roundedToPlaces(2).toString(),
  };
}

/** Cycles that did something else, in the order of time; a hold is a hold, whatever its reason. */
export function decisionDifferences(
  earlier: readonly Decision[],
  later: readonly Decision[],
): readonly DecisionDifference[] {
  const before = new Map(earlier.map((decision) => [keyOf(decision), decision]));
  const after = new Map(later.map((decision) => [keyOf(decision), decision]));
  const all = new Map([...before, ...after]);
  return [...all]
    .toSorted(([, one], [, other]) => one.time - other.time)
    .flatMap(([key, { time, strategyName }]) => {
      const [was, is] = [decisionText(before.get(key)), decisionText(after.get(key))];
      return was === is ? [] : [{ time, strategyName, before: was, after: is }];
    });
}

/** What a decision did, in words. Plans are not named: two runs count them differently. */
export function decisionText(decision: Decision | undefined): string {
  if (decision === undefined) return 'no cycle';
  const acts = decision.actions.flatMap(({ request, outcome }) => {
    if (request.action === 'hold') return [];
    const what =
      request.action === 'open'
        ? `open ${request.proposal.side} ${request.proposal.symbol}`
        : request.action === 'amend'
          ? 'amend plan'
          : request.action.replace('close', 'close plan');
    return [outcome === 'admitted' || outcome === 'done' ? what : `${what} (${outcome})`];
  });
  return acts.length === 0 ? 'hold' : acts.join(', ');
}

function keyOf({ time, strategyName }: Decision): string {
  return `${String(time)} ${strategyName}`;
}
