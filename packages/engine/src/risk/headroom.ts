/** How far a session is from every rule. @module */
import { headroomRow, type Decimal, type Headroom } from '@tradewright/core';
import { atMost, bounded, money } from './headroom-row.ts';
import { fallLimit, lossLimit } from './loss-limits.ts';
import { marketHeadroom } from './market-headroom.ts';
import type { RiskInput } from './risk-input.ts';
import { symbolHeadroom } from './symbol-headroom.ts';

/** Rows for the whole session, from the view of an entry of size zero in any symbol. */
export function sessionHeadroom(probe: RiskInput, openSymbols: number): readonly Headroom[] {
  const { limits, exposure, reserved, intent, equity, dayStartEquity, peakEquity } = probe;
  const lost = difference(dayStartEquity, equity);
  const fallen = difference(peakEquity, equity);
  const capital = limits.capital[intent.strategyName ?? ''] ?? null;
  const room = money(limits.orderValue);
  return [
    headroomRow('max-order-value', {
      limit: room,
      left: room,
      blocks: !limits.orderValue.isPositive(),
    }),
    headroomRow('minimum-trade', { bound: 'least', limit: money(limits.minTradeSize) }),
    atMost('gross-exposure', limits.totalExposure, sum(exposure?.gross, reserved?.gross)),
    ...bounded(limits.netExposure, (limit) => [
      { ...atMost('net-exposure', limit, sum(exposure?.net, reserved?.buys)), side: 'buy' },
      {
        ...atMost('net-exposure', limit, sum(exposure?.net.negated(), reserved?.sells)),
        side: 'sell',
      },
    ]),
    ...bounded(capital, (limit) => [
      atMost('allocated-capital', limit, sum(exposure?.ofStrategy, reserved?.ofStrategy)),
    ]),
    { ...counted('max-positions', limits.maxPositions, openSymbols), blocks: false },
    ...lossRow('daily-loss', lost, lossLimit(limits, dayStartEquity)),
    ...lossRow('drawdown', fallen, fallLimit(limits, peakEquity)),
    ...orderRate(probe),
  ];
}

/** Rows of one symbol, from the view of an entry of size zero in it. */
export function headroomInSymbol(probe: RiskInput): readonly Headroom[] {
  const { symbol } = probe.intent;
  return [...symbolHeadroom(probe), ...marketHeadroom(probe)].map((row) => ({ ...row, symbol }));
}

function difference(from: Decimal | undefined, to: Decimal | undefined): Decimal | undefined {
  return to === undefined ? undefined : from?.minus(to);
}

function sum(left: Decimal | undefined, right: Decimal | undefined): Decimal | undefined {
  return right === undefined ? undefined : left?.plus(right);
}

/** The nearer of the two windows. */
function orderRate({ limits, ordersInMinute, ordersInSecond }: RiskInput): readonly Headroom[] {
  const rows = [
    ...bounded(limits.ordersPerMinute, (limit) => [counted('order-rate', limit, ordersInMinute)]),
    ...bounded(limits.ordersPerSecond, (limit) => [counted('order-rate', limit, ordersInSecond)]),
  ];
  return rows.toSorted((one, other) => Number(one.left) - Number(other.left)).slice(0, 1);
}

function counted(rule: string, limit: number, used: number): Headroom {
  const left = Math.max(0, limit - used);
  return headroomRow(rule, {
    unit: 'count',
    limit: String(limit),
    used: String(used),
    left: String(left),
    blocks: left === 0,
  });
}

/** A loss cap denies once it is reached, not only beyond it. */
function lossRow(
  rule: string,
  lost: Decimal | undefined,
  limit: Decimal | null | undefined,
): readonly Headroom[] {
  if (limit === null) return [];
  if (limit === undefined || lost === undefined) return [headroomRow(rule, { blocks: true })];
  return [{ ...atMost(rule, limit, lost), blocks: !lost.isLessThan(limit) }];
}
