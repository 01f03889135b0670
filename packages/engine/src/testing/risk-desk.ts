/** A risk manager with a market around it, for tests. @module */
import {
  SessionIds,
  VirtualClock,
  decimal,
  type Instrument,
  type OrderIntent,
} from '@tradewright/core';
import { aQuote, anEquityPoint, anInstrument, anOrderIntent } from '@tradewright/core/testing';
import { CurrencyConverter, type RateSource } from '../market/currency-converter.ts';
import { MarketState } from '../market/market-state.ts';
import { CostTracker } from '../portfolio/cost-tracker.ts';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import type { ForeignHoldings } from '../risk/exposure.ts';
import type { RiskCaps } from '../risk/risk-caps.ts';
import type { RiskPool } from '../risk/risk-pool.ts';
import { RiskManager } from '../risk/risk-manager.ts';

/** What differs from a session in AUD with A$100,000, three ASX shares at 50 and fees of 0.1 %. */
export type RiskDeskParts = {
  readonly caps?: Partial<RiskCaps>;
  readonly baseCurrency?: string;
  readonly instruments?: readonly Instrument[];
  readonly rates?: RateSource;
  readonly pool?: RiskPool;
  readonly external?: ForeignHoldings;
};

/** Caps of 5,000 an order and 10,000 in all, two positions; every optional one off. */
export const deskCaps: RiskCaps = {
  maxOrderValue: decimal('5000'),
  orderValueBuffer: decimal('5'),
  minTradeSize: decimal('500'),
  maxTotalExposure: decimal('10000'),
  maxPositions: 2,
  maxDailyLoss: decimal('1000'),
  maxDailyLossPercent: decimal('3'),
  allowedSymbols: [],
};

const shares = ['BHP/AUD', 'CBA/AUD', 'CSL/AUD'].map((symbol) => anInstrument({ symbol }));

/** Builds the desk; every instrument has the quote of `aQuote`. */
export function aRiskDesk(parts: RiskDeskParts = {}) {
  const clock = new VirtualClock(1_000);
  const market = new MarketState();
  const portfolio = new PortfolioTracker(new SessionIds('TW', 'test'));
  for (const instrument of parts.instruments ?? shares) {
    market.setInstrument(instrument);
    market.onQuote(aQuote({ symbol: instrument.symbol }));
  }
  const risk = new RiskManager({
    caps: { ...deskCaps, ...parts.caps },
    baseCurrency: parts.baseCurrency ?? 'AUD',
    clock,
    market,
    portfolio,
    converter: new CurrencyConverter(parts.rates),
    costs: new CostTracker(basisPointFees('10')),
    pool: parts.pool,
    external: parts.external,
  });
  risk.onEquity(anEquityPoint({ time: 1_000, equity: decimal('100000') }));
  return { risk, portfolio, clock, market };
}

let count = 0;

/** A limit order for 50 at 50 with an id of its own. */
export function aDeskIntent(parts: Partial<OrderIntent> = {}): OrderIntent {
  count += 1;
  return anOrderIntent({
    clientOrderId: `o-${count}`,
    quantity: decimal('50'),
    limitPrice: decimal('50'),
    ...parts,
  });
}
