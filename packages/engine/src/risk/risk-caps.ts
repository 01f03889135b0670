/** The caps of a session, as an operator states them. @module */
import type { DecimalString, Instrument, MarketPhase } from '@tradewright/core';

/** What an instrument is. */
export type AssetClass = Instrument['assetClass'];

/**
 * Caps of one asset class. Sums are in base currency, percentages in percent, `minimumParcels` in
 * the currency that is its key. A cap that is left out, or `null`, is off.
 */
export type ClassCaps = {
  readonly maxExposure?: DecimalString | null;
  readonly maxSpreadPercent?: number | null;
  /** Worth of the thinner side of the best bid and ask. */
  readonly minTopOfBookNotional?: DecimalString | null;
  /** Units on the thinner side of the best bid and ask. */
  readonly minQuoteSize?: number | null;
  readonly maxSlippagePercent?: number | null;
  /** Below this worth at the touch the slippage cap shrinks in proportion. */
  readonly thinBookNotional?: DecimalString | null;
  /** How far an order may reach past the last price and the mid. */
  readonly collarPercent?: number | null;
  /** Least gain at the target over loss at the stop, both after costs. */
  readonly minRewardRisk?: number | null;
  readonly minStopPercent?: number | null;
  readonly maxStopPercent?: number | null;
  readonly allowShort?: boolean;
  /** Phases in which entries are made; left out, every phase but `closed`. */
  readonly phases?: readonly MarketPhase[];
  /** What a holding must be worth after a buy, by currency of the instrument. */
  readonly minimumParcels?: Readonly<Record<string, DecimalString>>;
};

/**
 * Caps of a session. Sums are in base currency, percentages in percent. `null`, and an optional cap
 * that is left out, is off; an empty list of what is allowed allows everything. `defaultClassCaps`
 * has a table for each class.
 */
export type RiskCaps = {
  readonly maxOrderValue: DecimalString;
  /** Kept free below the order cap, for price moves between check and fill. */
  readonly orderValueBuffer: DecimalString;
  readonly minTradeSize: DecimalString;
  readonly maxTotalExposure: DecimalString;
  readonly maxPositions: number;
  readonly maxDailyLoss: DecimalString | null;
  readonly maxDailyLossPercent: DecimalString | null;
  readonly allowedSymbols: readonly string[];
  readonly allowedClasses?: readonly AssetClass[];
  /** Longs less shorts, either way. */
  readonly maxNetExposure?: DecimalString | null;
  readonly maxSymbolExposure?: DecimalString | null;
  /** Fall of the equity from its peak. */
  readonly maxDrawdownPercent?: DecimalString | null;
  /** Symbols that move together, a list per bucket. */
  readonly buckets?: readonly (readonly string[])[];
  readonly maxPerBucket?: number | null;
  readonly maxOrdersPerMinute?: number | null;
  readonly maxOrdersPerSecond?: number | null;
  /** Least time between two entries of one strategy in one symbol. */
  readonly entryCooldownMs?: number | null;
  /** False: a strategy adds nothing to a position that it has or has asked for. */
  readonly allowStacking?: boolean;
  /** What the positions and open entries of a strategy may be worth, by its name. */
  readonly allocatedCapital?: Readonly<Record<string, DecimalString>>;
  /** False leaves prices off the ladder to the venue. */
  readonly tickSizeGuard?: boolean;
  readonly classes?: Readonly<Partial<Record<AssetClass, ClassCaps>>>;
};
