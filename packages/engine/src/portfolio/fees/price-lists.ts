/** Published price lists, each with its source and the date on which it was read. @module */
import type { MakerTakerTier } from './maker-taker-fees.ts';
import type { PerShareFees } from './per-share-fees.ts';
import type { FeeTier } from './tiered-fees.ts';

/**
 * Shares on ASX at Interactive Brokers, before GST, in AUD.
 *
 * Source: interactivebrokers.com.au, Commissions Stocks, Australia; read 2026-11-20. The tiered
 * plan adds fees of exchange and clearing house, which the page gives per venue.
 */
export const ibAsxFixed = { percent: '0.08', minimum: '6' } as const;

/** The tiered plan of the same page, by the value of the month. */
export const ibAsxTiered: readonly FeeTier[] = [
  { from: '0', percent: '0.08', minimum: '5' },
  { from: '3000000', percent: '0.05', minimum: '4' },
  { from: '30000000', percent: '0.03', minimum: '3' },
  { from: '100000000', percent: '0.025', minimum: '2' },
  { from: '300000000', percent: '0.015', minimum: '1' },
];

/**
 * Spot currencies at Interactive Brokers, before GST, in USD; 0.20 basis points are 0.002 %.
 *
 * Source: interactivebrokers.com.au, Commissions Spot Currencies; read 2026-11-20.
 */
export const ibSpotCurrencies: readonly FeeTier[] = [
  { from: '0', percent: '0.002', minimum: '2' },
  { from: '1000000000', percent: '0.0015', minimum: '1.5' },
  { from: '2000000000', percent: '0.001', minimum: '1.25' },
  { from: '5000000000', percent: '0.0008', minimum: '1' },
];

/**
 * Shares in the United States at Interactive Brokers, fixed plan, in USD, without regulatory fees.
 *
 * Source: interactivebrokers.co.uk, Commissions Stocks, United States; read 2026-11-25.
 */
export const ibUnitedStatesFixed: PerShareFees = {
  perShare: '0.005',
  minimum: '1',
  maximumPercent: '1',
};

/**
 * Orders by API at Gemini, by the USD volume of thirty days.
 *
 * Source: gemini.com/fees/api-fee-schedule, last updated 2022-06-30; read 2026-11-25. An account's
 * own fees come from the venue and win over this list.
 */
export const geminiApi: readonly MakerTakerTier[] = [
  { from: '0', maker: '0.2', taker: '0.4' },
  { from: '10000', maker: '0.1', taker: '0.3' },
  { from: '50000', maker: '0.1', taker: '0.25' },
  { from: '100000', maker: '0.08', taker: '0.2' },
  { from: '1000000', maker: '0.05', taker: '0.15' },
  { from: '5000000', maker: '0.03', taker: '0.1' },
  { from: '10000000', maker: '0.02', taker: '0.08' },
  { from: '50000000', maker: '0', taker: '0.05' },
  { from: '100000000', maker: '0', taker: '0.04' },
  { from: '500000000', maker: '0', taker: '0.03' },
];
