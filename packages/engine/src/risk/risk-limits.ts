/** Caps made ready for comparing. @module */
import { Decimal, type DecimalString, type MarketPhase } from '@tradewright/core';
import type { AssetClass, ClassCaps, RiskCaps } from './risk-caps.ts';

/** {@link ClassCaps} with exact sums; `null` is off. */
export type ClassLimits = {
  readonly maxExposure: Decimal | null;
  readonly maxSpreadPercent: number | null;
  readonly minTopOfBookNotional: number | null;
  readonly minQuoteSize: number | null;
  readonly maxSlippagePercent: number | null;
  readonly thinBookNotional: number | null;
  readonly collarPercent: number | null;
  readonly minRewardRisk: number | null;
  readonly minStopPercent: number | null;
  readonly maxStopPercent: number | null;
  readonly allowShort: boolean;
  readonly phases: readonly MarketPhase[];
  readonly minimumParcels: Readonly<Record<string, Decimal>>;
};

/** {@link RiskCaps} with exact sums, parsed once: rules only compare. */
export type RiskLimits = {
  /** `maxOrderValue` less its buffer. */
  readonly orderValue: Decimal;
  readonly minTradeSize: Decimal;
  readonly totalExposure: Decimal;
  readonly maxPositions: number;
  readonly dailyLoss: Decimal | null;
  readonly dailyLossPercent: Decimal | null;
  readonly allowedSymbols: readonly string[];
  readonly allowedClasses: readonly AssetClass[];
  readonly netExposure: Decimal | null;
  readonly symbolExposure: Decimal | null;
  readonly drawdownPercent: Decimal | null;
  readonly buckets: readonly (readonly string[])[];
  readonly maxPerBucket: number | null;
  readonly ordersPerMinute: number | null;
  readonly ordersPerSecond: number | null;
  readonly cooldownMs: number;
  readonly allowStacking: boolean;
  readonly capital: Readonly<Record<string, Decimal>>;
  readonly tickSizeGuard: boolean;
  readonly classes: Readonly<Record<AssetClass, ClassLimits>>;
};

const assetClasses: readonly AssetClass[] = ['equity', 'fx', 'crypto'];
/** Phases of entries where a class names none. */
export const allButClosed: readonly MarketPhase[] = [
  'pre-open',
  'open',
  'auction',
  'post-close',
  'unknown',
];

/** @throws TradewrightError `MONEY_NOT_DECIMAL` for a sum that is no plain decimal */
export function riskLimits(caps: RiskCaps): RiskLimits {
  return {
    orderValue: Decimal.from(caps.maxOrderValue).minus(Decimal.from(caps.orderValueBuffer)),
    minTradeSize: Decimal.from(caps.minTradeSize),
    totalExposure: Decimal.from(caps.maxTotalExposure),
    maxPositions: caps.maxPositions,
    dailyLoss: optional(caps.maxDailyLoss),
    dailyLossPercent: optional(caps.maxDailyLossPercent),
    allowedSymbols: caps.allowedSymbols,
    allowedClasses: caps.allowedClasses ?? [],
    netExposure: optional(caps.maxNetExposure),
    symbolExposure: optional(caps.maxSymbolExposure),
    drawdownPercent: optional(caps.maxDrawdownPercent),
    buckets: caps.buckets ?? [],
    maxPerBucket: caps.maxPerBucket ?? null,
    ordersPerMinute: caps.maxOrdersPerMinute ?? null,
    ordersPerSecond: caps.maxOrdersPerSecond ?? null,
    cooldownMs: caps.entryCooldownMs ?? 0,
    allowStacking: caps.allowStacking ?? true,
    capital: parsed(caps.allocatedCapital),
    tickSizeGuard: caps.tickSizeGuard ?? true,
    classes: Object.fromEntries(
      assetClasses.map((name) => [name, classLimits(caps.classes?.[name] ?? {})]),
    ) as Record<AssetClass, ClassLimits>,
  };
}

function classLimits(caps: ClassCaps): ClassLimits {
  return {
    maxExposure: optional(caps.maxExposure),
    maxSpreadPercent: caps.maxSpreadPercent ?? null,
    minTopOfBookNotional: optional(caps.minTopOfBookNotional)?.toMarketNumber() ?? null,
    minQuoteSize: caps.minQuoteSize ?? null,
    maxSlippagePercent: caps.maxSlippagePercent ?? null,
    thinBookNotional: optional(caps.thinBookNotional)?.toMarketNumber() ?? null,
    collarPercent: caps.collarPercent ?? null,
    minRewardRisk: caps.minRewardRisk ?? null,
    minStopPercent: caps.minStopPercent ?? null,
    maxStopPercent: caps.maxStopPercent ?? null,
    allowShort: caps.allowShort ?? true,
    phases: caps.phases ?? allButClosed,
    minimumParcels: parsed(caps.minimumParcels),
  };
}

function optional(text: DecimalString | null | undefined): Decimal | null {
  return text === null || text === undefined ? null : Decimal.from(text);
}

function parsed(
  sums: Readonly<Record<string, DecimalString>> | undefined,
): Readonly<Record<string, Decimal>> {
  return Object.fromEntries(
    Object.entries(sums ?? {}).map(([name, text]) => [name, Decimal.from(text)]),
  );
}
