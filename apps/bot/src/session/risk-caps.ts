/** The caps that the configuration sets. @module */
import { defaultClassCaps, type RiskCaps } from '@tradewright/engine';
import type { ConfigKey } from '../config/config-keys.ts';
import type { Config } from '../config/load-config.ts';

/** Keys that need the sizes of bid and ask. */
const depthKeys: readonly ConfigKey[] = [
  'MIN_TOP_OF_BOOK_NOTIONAL',
  'IB_STOCK_MIN_TOP_OF_BOOK_NOTIONAL',
  'IB_STOCK_MIN_QUOTE_SHARES',
  'IB_FX_MIN_TOP_OF_BOOK_NOTIONAL',
];

/**
 * Caps in base currency. Recorded bars have no depth: on PAPER a cap that needs it holds only where
 * somebody has set it.
 */
export function riskCapsOf(config: Config): RiskCaps {
  const depth = <Value>(name: ConfigKey, value: Value): Value | null =>
    depthHolds(config, name) ? value : null;
  const { equity, fx, crypto } = defaultClassCaps;
  const plan = { minRewardRisk: config.MIN_REWARD_RISK };
  return {
    maxOrderValue: config.MAX_ORDER_VALUE,
    orderValueBuffer: config.ORDER_VALUE_BUFFER,
    minTradeSize: config.MIN_TRADE_SIZE,
    maxTotalExposure: config.MAX_TOTAL_EXPOSURE,
    maxPositions: config.MAX_POSITIONS,
    maxDailyLoss: config.MAX_DAILY_LOSS,
    maxDailyLossPercent: config.MAX_DAILY_LOSS_PERCENT,
    allowedSymbols: config.ALLOWED_SYMBOLS,
    allowedClasses: config.ACTIVE_EXCHANGE === 'IB' ? config.IB_ALLOWED_INSTRUMENT_TYPES : [],
    maxNetExposure: config.MAX_NET_EXPOSURE,
    maxSymbolExposure: config.MAX_SYMBOL_EXPOSURE,
    maxDrawdownPercent: config.MAX_DRAWDOWN_PERCENT,
    buckets: config.CORRELATION_BUCKETS,
    maxPerBucket: config.MAX_PER_BUCKET,
    maxOrdersPerMinute: config.MAX_ORDERS_PER_MINUTE,
    maxOrdersPerSecond: config.MAX_ORDERS_PER_SECOND,
    entryCooldownMs: config.ENTRY_COOLDOWN_SECONDS * 1_000,
    allowStacking: config.ALLOW_STACKING,
    allocatedCapital: Object.fromEntries(
      config.strategies.flatMap(({ name, allocatedCapital }) =>
        allocatedCapital === undefined ? [] : [[name, allocatedCapital]],
      ),
    ),
    tickSizeGuard: config.TICK_SIZE_GUARD,
    classes: {
      equity: {
        ...equity,
        ...plan,
        maxSpreadPercent: config.IB_STOCK_MAX_SPREAD_PCT,
        minTopOfBookNotional: depth(
          'IB_STOCK_MIN_TOP_OF_BOOK_NOTIONAL',
          config.IB_STOCK_MIN_TOP_OF_BOOK_NOTIONAL,
        ),
        minQuoteSize: depth('IB_STOCK_MIN_QUOTE_SHARES', config.IB_STOCK_MIN_QUOTE_SHARES),
        thinBookNotional: depth(
          'IB_STOCK_MIN_TOP_OF_BOOK_NOTIONAL',
          equity.thinBookNotional ?? null,
        ),
        allowShort: config.IB_STOCK_ALLOW_SHORT,
      },
      fx: {
        ...fx,
        ...plan,
        maxSpreadPercent: config.IB_FX_MAX_SPREAD_PCT,
        minTopOfBookNotional: depth(
          'IB_FX_MIN_TOP_OF_BOOK_NOTIONAL',
          config.IB_FX_MIN_TOP_OF_BOOK_NOTIONAL,
        ),
        thinBookNotional: depth('IB_FX_MIN_TOP_OF_BOOK_NOTIONAL', fx.thinBookNotional ?? null),
      },
      crypto: {
        ...crypto,
        ...plan,
        maxSpreadPercent: config.MAX_SPREAD_PCT,
        minTopOfBookNotional: depth('MIN_TOP_OF_BOOK_NOTIONAL', config.MIN_TOP_OF_BOOK_NOTIONAL),
        thinBookNotional: depth('MIN_TOP_OF_BOOK_NOTIONAL', crypto.thinBookNotional ?? null),
      },
    },
  };
}

/** False for a cap on depth that stands at its default where the venue's data has none. */
export function depthHolds(config: Config, name: ConfigKey): boolean {
  const unset = config.sources[name] === 'default' && depthKeys.includes(name);
  return !(config.ACTIVE_EXCHANGE === 'PAPER' && unset);
}
