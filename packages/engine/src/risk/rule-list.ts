/** Every rule, in the order in which a verdict names them. @module */
import type { RiskRule } from './risk-input.ts';
import { allocatedCapital } from './rules/allocated-capital.ts';
import { allowedClasses } from './rules/allowed-classes.ts';
import { allowedSymbols } from './rules/allowed-symbols.ts';
import { bookNotional } from './rules/book-notional.ts';
import { classExposure } from './rules/class-exposure.ts';
import { coolDown } from './rules/cool-down.ts';
import { correlationBucket } from './rules/correlation-bucket.ts';
import { dailyLoss } from './rules/daily-loss.ts';
import { drawdown } from './rules/drawdown.ts';
import { grossExposureCap } from './rules/gross-exposure.ts';
import { lotSize } from './rules/lot-size.ts';
import { maxOrderValue } from './rules/max-order-value.ts';
import { maxPositions } from './rules/max-positions.ts';
import { minimumParcel } from './rules/minimum-parcel.ts';
import { minimumTrade } from './rules/minimum-trade.ts';
import { netExposure } from './rules/net-exposure.ts';
import { orderRate } from './rules/order-rate.ts';
import { orderType } from './rules/order-type.ts';
import { priceCollar } from './rules/price-collar.ts';
import { priceStep } from './rules/price-step.ts';
import { quoteSize } from './rules/quote-size.ts';
import { rewardRisk } from './rules/reward-risk.ts';
import { sessionPhase } from './rules/session-phase.ts';
import { shortPermission } from './rules/short-permission.ts';
import { slippage } from './rules/slippage.ts';
import { spread } from './rules/spread.ts';
import { stacking } from './rules/stacking.ts';
import { stopDistance } from './rules/stop-distance.ts';
import { symbolExposure } from './rules/symbol-exposure.ts';
import { venueMinimum } from './rules/venue-minimum.ts';

/** What a reducing order must fulfil: to be well-formed, and nothing else. */
export const reducingRules: readonly RiskRule[] = [priceStep, orderType];

/** What every other order must fulfil. */
export const entryRules: readonly RiskRule[] = [
  allowedSymbols,
  allowedClasses,
  priceStep,
  orderType,
  lotSize,
  venueMinimum,
  minimumParcel,
  sessionPhase,
  shortPermission,
  maxOrderValue,
  minimumTrade,
  grossExposureCap,
  netExposure,
  symbolExposure,
  classExposure,
  allocatedCapital,
  maxPositions,
  correlationBucket,
  dailyLoss,
  drawdown,
  orderRate,
  coolDown,
  stacking,
  priceCollar,
  spread,
  bookNotional,
  quoteSize,
  slippage,
  stopDistance,
  rewardRisk,
];
