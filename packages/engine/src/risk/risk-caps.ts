/** The caps of a session. @module */
import type { DecimalString } from '@tradewright/core';

/** Caps in base currency; percentages in percent. `null` leaves a cap off; `allowedSymbols` empty allows every symbol of the strategies. */
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
};
