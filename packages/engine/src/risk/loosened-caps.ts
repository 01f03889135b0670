/** Which caps a change would loosen. @module */
import { Decimal } from '@tradewright/core';
import type { ClassCaps, RiskCaps } from './risk-caps.ts';
import { allButClosed } from './risk-limits.ts';

/** Whether a change from one value to another allows anything that was not allowed before. */
type Loosens = (from: unknown, to: unknown) => boolean;

const decimalOf = (value: unknown): Decimal | null =>
  typeof value === 'string' || typeof value === 'number' ? Decimal.from(String(value)) : null;

/** A limit from above; off is the loosest. */
const most: Loosens = (from, to) => {
  const [before, after] = [decimalOf(from), decimalOf(to)];
  return before !== null && (after === null || after.isGreaterThan(before));
};

/** A limit from below; off is the loosest. */
const least: Loosens = (from, to) => {
  const [before, after] = [decimalOf(from), decimalOf(to)];
  return before !== null && (after === null || after.isLessThan(before));
};

/** A list of what is allowed; empty allows everything. */
const allowed: Loosens = (from, to) => {
  const [before, after] = [listOf(from), listOf(to)];
  return before.length > 0 && (after.length === 0 || after.some((item) => !before.includes(item)));
};

/** True is loose, and what a left-out value means. */
const permission =
  (absent: boolean): Loosens =>
  (from, to) =>
    (from ?? absent) === false && (to ?? absent) === true;

/** True is tight, and what a left-out value means. */
const guard =
  (absent: boolean): Loosens =>
  (from, to) =>
    (from ?? absent) === true && (to ?? absent) === false;

/** Sums by name, each a limit of its own kind. */
const each =
  (kind: Loosens): Loosens =>
  (from, to) => {
    const [before, after] = [recordOf(from), recordOf(to)];
    return Object.keys(before).some((name) => kind(before[name], after[name]));
  };

/** Every bucket of before must stand, whole, in one of after. */
const buckets: Loosens = (from, to) => {
  const after = listOf(to).map(listOf);
  return listOf(from).some(
    (bucket) => !after.some((next) => listOf(bucket).every((symbol) => next.includes(symbol))),
  );
};

/** Left out, every phase but `closed` is allowed. */
const phases: Loosens = (from, to) => {
  const before = listOf(from ?? allButClosed);
  return listOf(to ?? allButClosed).some((phase) => !before.includes(phase));
};

const classKinds: Readonly<Record<keyof ClassCaps, Loosens>> = {
  maxExposure: most,
  maxSpreadPercent: most,
  minTopOfBookNotional: least,
  minQuoteSize: least,
  maxSlippagePercent: most,
  thinBookNotional: least,
  collarPercent: most,
  minRewardRisk: least,
  minStopPercent: least,
  maxStopPercent: most,
  allowShort: permission(true),
  phases,
  minimumParcels: each(least),
};

const kinds: Readonly<Record<Exclude<keyof RiskCaps, 'classes'>, Loosens>> = {
  maxOrderValue: most,
  orderValueBuffer: least,
  minTradeSize: least,
  maxTotalExposure: most,
  maxPositions: most,
  maxDailyLoss: most,
  maxDailyLossPercent: most,
  allowedSymbols: allowed,
  allowedClasses: allowed,
  maxNetExposure: most,
  maxSymbolExposure: most,
  maxDrawdownPercent: most,
  buckets,
  maxPerBucket: most,
  maxOrdersPerMinute: most,
  maxOrdersPerSecond: most,
  entryCooldownMs: least,
  allowStacking: permission(true),
  allocatedCapital: each(most),
  tickSizeGuard: guard(true),
};

/** Names of the caps, with their class, that would allow more than before. */
export function loosenedCaps(from: RiskCaps, to: RiskCaps): readonly string[] {
  const own = Object.entries(kinds).filter(([name, loosens]) =>
    loosens(from[name as keyof RiskCaps], to[name as keyof RiskCaps]),
  );
  const ofClasses = (['equity', 'fx', 'crypto'] as const).flatMap((name) => {
    const [before, after] = [from.classes?.[name] ?? {}, to.classes?.[name] ?? {}];
    return Object.entries(classKinds)
      .filter(([cap, loosens]) =>
        loosens(before[cap as keyof ClassCaps], after[cap as keyof ClassCaps]),
      )
      .map(([cap]) => `${name}.${cap}`);
  });
  return [...own.map(([name]) => name), ...ofClasses];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return value === null || typeof value !== 'object' ? {} : (value as Record<string, unknown>);
}
