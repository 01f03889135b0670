/** How far the rules about holdings and orders of a symbol are away. @module */
import { Decimal, headroomRow, tickAt, type Headroom } from '@tradewright/core';
import { atMost, bounded, money } from './headroom-row.ts';
import type { RiskInput } from './risk-input.ts';

/** Rows for an entry in the symbol of the probe; a rule that is off has none. */
export function symbolHeadroom(probe: RiskInput): readonly Headroom[] {
  return [...permissions(probe), ...holdings(probe), ...pauses(probe), ...orderTerms(probe)];
}

function permissions({ limits, intent, instrument, ...probe }: RiskInput): readonly Headroom[] {
  const symbols = limits.allowedSymbols;
  const classes = limits.allowedClasses;
  const found = instrument?.assetClass;
  const rows = [
    ...(symbols.length === 0 ? [] : [among('allowed-symbols', symbols, intent.symbol)]),
    ...(classes.length > 0 || found === undefined
      ? [among('allowed-classes', classes, found)]
      : []),
  ];
  const shorts = instrument?.canShort === true && probe.classLimits?.allowShort === true;
  if (!shorts)
    rows.push(headroomRow('short-permission', { bound: 'among', side: 'sell', blocks: true }));
  return rows;
}

/** A list of many is told by its length: the row is about one symbol, not about the list. */
function among(rule: string, allowed: readonly string[], found: string | undefined): Headroom {
  return headroomRow(rule, {
    bound: 'among',
    limit: allowed.length > 12 ? `${String(allowed.length)} names` : allowed.join(','),
    used: found ?? null,
    blocks: found === undefined || !allowed.includes(found),
  });
}

function holdings(probe: RiskInput): readonly Headroom[] {
  const { limits, classLimits, exposure, reserved, rate, price, held, instrument } = probe;
  const sum = (of: 'ofSymbol' | 'ofClass'): Decimal | undefined =>
    reserved === undefined ? undefined : exposure?.[of].plus(reserved[of]);
  const parcel = classLimits?.minimumParcels[instrument?.currency ?? ''] ?? null;
  return [
    ...bounded(limits.symbolExposure, (limit) => [
      atMost('symbol-exposure', limit, sum('ofSymbol')),
    ]),
    ...bounded(classLimits?.maxExposure ?? null, (limit) => [
      atMost('class-exposure', limit, sum('ofClass')),
    ]),
    ...bounded(limits.maxPerBucket, (limit) => bucketRows(probe, limit)),
    ...bounded(parcel, (limit) => [
      headroomRow('minimum-parcel', {
        bound: 'least',
        side: 'buy',
        limit: rate === undefined ? null : money(limit.times(rate), 'up'),
        used:
          rate === undefined || price === undefined ? null : money(price.times(held).times(rate)),
        blocks: price === undefined,
      }),
    ]),
  ];
}

/** The fullest bucket that holds the symbol. */
function bucketRows(
  { limits, intent, otherOpenSymbols }: RiskInput,
  limit: number,
): readonly Headroom[] {
  const open = limits.buckets
    .filter((bucket) => bucket.includes(intent.symbol))
    .map((bucket) => bucket.filter((one) => one !== intent.symbol && otherOpenSymbols.has(one)));
  if (open.length === 0) return [];
  const used = Math.max(...open.map(({ length }) => length));
  const left = Math.max(0, limit - used);
  const figures = { limit: String(limit), used: String(used), left: String(left) };
  return [headroomRow('correlation-bucket', { unit: 'count', ...figures, blocks: left === 0 })];
}

function pauses({ limits, lastEntryTime, time, stacked }: RiskInput): readonly Headroom[] {
  const rows: Headroom[] = [];
  const since = lastEntryTime === undefined ? undefined : time - lastEntryTime;
  if (limits.cooldownMs > 0)
    rows.push(
      headroomRow('cool-down', {
        bound: 'least',
        unit: 'ms',
        limit: String(limits.cooldownMs),
        used: since === undefined ? null : String(since),
        blocks: since !== undefined && since < limits.cooldownMs,
      }),
    );
  if (!limits.allowStacking)
    rows.push(
      headroomRow('stacking', {
        bound: 'most',
        unit: 'count',
        limit: '1',
        used: stacked ? '1' : '0',
        left: stacked ? '0' : '1',
        blocks: stacked,
      }),
    );
  return rows;
}

/** What only an order can break: its figures are limits without anything used. */
function orderTerms({
  instrument,
  classLimits,
  price,
  rate,
  limits,
}: RiskInput): readonly Headroom[] {
  if (instrument === undefined || classLimits === null || classLimits === undefined) return [];
  const { lot, minimumQuantity, minimumNotional, orderTypes, tickLadder } = instrument;
  const { minStopPercent, maxStopPercent, minRewardRisk } = classLimits;
  const step = price === undefined ? null : tickAt(price, tickLadder).toString();
  const least = (rule: string, unit: Headroom['unit'], limit: string | null): Headroom =>
    headroomRow(rule, { bound: 'least', unit, limit });
  const notional =
    minimumNotional === null || rate === undefined
      ? null
      : money(Decimal.from(minimumNotional).times(rate), 'up');
  return [
    ...(limits.tickSizeGuard ? [least('price-step', 'price', step)] : []),
    headroomRow('order-type', { bound: 'among', unit: 'count', limit: orderTypes.join(',') }),
    least('lot-size', 'units', lot),
    ...(minimumQuantity === null ? [] : [least('venue-minimum', 'units', minimumQuantity)]),
    ...(minimumNotional === null ? [] : [least('venue-minimum', 'base', notional)]),
    headroomRow('stop-distance', {
      bound: 'among',
      unit: 'percent',
      limit: `${String(minStopPercent ?? 0)} to ${String(maxStopPercent ?? 100)}`,
    }),
    ...bounded(minRewardRisk, (limit) => [least('reward-risk', 'ratio', String(limit))]),
  ];
}
