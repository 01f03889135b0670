/** Caps of each asset class where the operator sets none, with the reason for each figure. @module */
import { decimal } from '@tradewright/core';
import type { AssetClass, ClassCaps } from './risk-caps.ts';

/**
 * Sums are for a base currency of about the worth of a dollar (AUD, USD).
 *
 * Common to all: a plan must be able to earn 0.6 times what it risks after costs, below which
 * more than five trades out of eight would have to win; a stop further than 25 % away is a mistake, since no plan here holds for
 * months; a touch worth less than ten times its minimum is a thin book, on which the slippage cap
 * shrinks.
 *
 * `equity` (ASX): 0.35 % is seven steps of a cent on a share of A$20, and passes the 200 largest
 * shares all day; 750 and 100 units show that somebody means it; a share moves 0.1 % by itself
 * within a minute; the collar stays inside the 5 % at which brokers hold an order back; shorts need
 * a borrow that nobody has asked for; A$500 is the first parcel that ASX demands.
 *
 * `fx`: majors trade within 0.02 %, and 0.08 % leaves out the minutes around the daily roll; the
 * touch is in the base of the pair; currencies move little, so 1 % past the market is far; a short
 * of a pair is a long of the other currency.
 *
 * `crypto`: 0.2 % is ten times the spread of BTC/USD on a quiet day; books are thin, so the depth
 * asked for is small; prices jump by some percent between two quotes, so the collar is wide; spot
 * coins cannot be sold short.
 */
export const defaultClassCaps: Readonly<Record<AssetClass, ClassCaps>> = {
  equity: {
    maxExposure: null,
    maxSpreadPercent: 0.35,
    minTopOfBookNotional: decimal('750'),
    minQuoteSize: 100,
    maxSlippagePercent: 0.5,
    thinBookNotional: decimal('7500'),
    collarPercent: 5,
    minRewardRisk: 0.6,
    minStopPercent: 0.1,
    maxStopPercent: 25,
    allowShort: false,
    phases: ['open'],
    minimumParcels: { AUD: decimal('500') },
  },
  fx: {
    maxExposure: null,
    maxSpreadPercent: 0.08,
    minTopOfBookNotional: decimal('1500'),
    minQuoteSize: null,
    maxSlippagePercent: 0.1,
    thinBookNotional: decimal('15000'),
    collarPercent: 1,
    minRewardRisk: 0.6,
    minStopPercent: 0.02,
    maxStopPercent: 10,
    allowShort: true,
    phases: ['open'],
    minimumParcels: {},
  },
  crypto: {
    maxExposure: null,
    maxSpreadPercent: 0.2,
    minTopOfBookNotional: decimal('100'),
    minQuoteSize: null,
    maxSlippagePercent: 0.5,
    thinBookNotional: decimal('1000'),
    collarPercent: 5,
    minRewardRisk: 0.6,
    minStopPercent: 0.1,
    maxStopPercent: 25,
    allowShort: false,
    phases: ['open'],
    minimumParcels: {},
  },
};
