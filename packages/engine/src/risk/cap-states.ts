/** Which caps are nearly used up. @module */
import { Decimal } from '@tradewright/core';
import type { RiskLimits } from './risk-limits.ts';

/** One cap that fills up. `limit` and `used` are in base currency, percent or a count, as the rule is; `usedPercent` is how full it is. */
export type CapState = {
  readonly rule: string;
  readonly state: 'clear' | 'near-cap' | 'cap-hit' | 'unknown';
  readonly limit: string;
  readonly used: string | null;
  readonly usedPercent: string | null;
};

/** What counts against the caps; `undefined` where it is not known. */
export type CapUse = {
  readonly gross: Decimal | undefined;
  readonly net: Decimal | undefined;
  readonly openSymbols: number;
  readonly equity: Decimal | undefined;
  readonly dayStart: Decimal | undefined;
  readonly peak: Decimal | undefined;
};

/** From here on a cap is near. */
const nearPercent = Decimal.from('80');
const hundred = Decimal.from('100');

/** One row per cap that is set, in the order of the rules. A gain uses nothing of a loss cap. */
export function capStates(limits: RiskLimits, use: CapUse): readonly CapState[] {
  const { gross, net, openSymbols, equity, dayStart, peak } = use;
  const dayLoss = equity === undefined ? undefined : dayStart?.minus(equity);
  const fall = equity === undefined ? undefined : peak?.minus(equity);
  const caps: readonly (readonly [string, Decimal | null, Decimal | undefined])[] = [
    ['gross-exposure', limits.totalExposure, gross],
    ['net-exposure', limits.netExposure, net?.absolute()],
    ['max-positions', Decimal.from(String(limits.maxPositions)), Decimal.from(String(openSymbols))],
    ['daily-loss', limits.dailyLoss, dayLoss],
    ['daily-loss-percent', limits.dailyLossPercent, percentOf(dayLoss, dayStart)],
    ['drawdown', limits.drawdownPercent, percentOf(fall, peak)],
  ];
  return caps.flatMap(([rule, limit, used]) =>
    limit === null ? [] : [stateOf(rule, limit, used)],
  );
}

function stateOf(rule: string, limit: Decimal, used: Decimal | undefined): CapState {
  if (used === undefined)
    return { rule, state: 'unknown', limit: limit.toString(), used: null, usedPercent: null };
  const counted = Decimal.maximum(Decimal.zero, used);
  const percent = limit.isPositive() ? counted.times(hundred).dividedBy(limit) : hundred;
  const isHit = !counted.isLessThan(limit);
  const isNear = !percent.isLessThan(nearPercent);
  return {
    rule,
    state: isHit ? 'cap-hit' : isNear ? 'near-cap' : 'clear',
    limit: limit.toString(),
    used: counted.roundedToPlaces(2).toString(),
    usedPercent: percent.roundedToPlaces(1).toString(),
  };
}

/** An equity at or below zero has lost everything. */
function percentOf(part: Decimal | undefined, whole: Decimal | undefined): Decimal | undefined {
  if (part === undefined || whole === undefined) return undefined;
  return whole.isPositive() ? part.times(hundred).dividedBy(whole) : hundred;
}
