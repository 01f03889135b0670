/** How far each cap is away. @module */
import { Decimal, type Headroom } from '@tradewright/core';
import type { RiskCaps } from './risk-caps.ts';

/** What is used up, in base currency; `undefined` when not known. */
export type UsedRisk = {
  readonly exposure: Decimal | undefined;
  readonly openSymbols: number;
  readonly dayLoss: Decimal | undefined;
};

/** One row per cap, in the order of the rules. */
export function headroomOf(caps: RiskCaps, used: UsedRisk): readonly Headroom[] {
  const order = Decimal.from(caps.maxOrderValue)
    .minus(Decimal.from(caps.orderValueBuffer))
    .toString();
  const positions = caps.maxPositions - used.openSymbols;
  const rows: Headroom[] = [
    { rule: 'max-order-value', limit: order, used: null, left: order },
    amountRow('gross-exposure', caps.maxTotalExposure, used.exposure),
    {
      rule: 'max-positions',
      limit: String(caps.maxPositions),
      used: String(used.openSymbols),
      left: String(Math.max(0, positions)),
    },
  ];
  if (caps.maxDailyLoss !== null)
    rows.push(amountRow('daily-loss', caps.maxDailyLoss, used.dayLoss));
  return rows;
}

function amountRow(rule: string, limit: string, used: Decimal | undefined): Headroom {
  if (used === undefined) return { rule, limit, used: null, left: null };
  const counted = Decimal.maximum(Decimal.zero, used);
  const left = Decimal.maximum(Decimal.zero, Decimal.from(limit).minus(counted));
  return {
    rule,
    limit,
    used: counted.roundedToPlaces(2).toString(),
    left: left.roundedToPlaces(2).toString(),
  };
}
