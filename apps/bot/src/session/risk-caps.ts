/** The caps that the configuration sets. @module */
import type { Config } from '../config/load-config.ts';

/** Caps in base currency; the shape that the engine takes. */
export function riskCapsOf(config: Config) {
  return {
    maxOrderValue: config.MAX_ORDER_VALUE,
    orderValueBuffer: config.ORDER_VALUE_BUFFER,
    minTradeSize: config.MIN_TRADE_SIZE,
    maxTotalExposure: config.MAX_TOTAL_EXPOSURE,
    maxPositions: config.MAX_POSITIONS,
    maxDailyLoss: config.MAX_DAILY_LOSS,
    maxDailyLossPercent: config.MAX_DAILY_LOSS_PERCENT,
    allowedSymbols: config.ALLOWED_SYMBOLS,
  };
}
