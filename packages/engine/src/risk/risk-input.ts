/** What the rules may look at. @module */
import type {
  Decimal,
  Instrument,
  MarketPhase,
  OrderIntent,
  Plan,
  Quote,
  RiskDenial,
} from '@tradewright/core';
import type { Exposure } from './exposure.ts';
import type { ReservedSums } from './reservations.ts';
import type { ClassLimits, RiskLimits } from './risk-limits.ts';

/** Where the plan of an entry means to leave again. */
export type PlanTerms = Pick<Plan, 'stopPrice' | 'targetPrice'>;

/**
 * One order with everything a rule may rest on. Sums are in base currency, at the rate that makes
 * them larger; `undefined` is "not known", which denies wherever a rule needs it.
 */
export type RiskInput = {
  readonly intent: OrderIntent;
  readonly quantity: Decimal;
  readonly limits: RiskLimits;
  /** Of the instrument's class; `undefined` when the instrument is not known. */
  readonly classLimits: ClassLimits | undefined;
  readonly instrument: Instrument | undefined;
  readonly quote: Quote | undefined;
  readonly phase: MarketPhase;
  readonly time: number;
  /** Base currency per unit of the instrument's currency. */
  readonly rate: Decimal | undefined;
  /** Where the order would trade at the worst, in the instrument's currency: its price, else the touch. */
  readonly price: Decimal | undefined;
  /** `price` in base currency, and the whole order at it. */
  readonly unitValue: Decimal | undefined;
  readonly value: Decimal | undefined;
  /** What one unit would count as a position: the larger of price and mid, in base currency. */
  readonly markUnit: Decimal | undefined;
  readonly markValue: Decimal | undefined;
  /** How much of the strategy's own position orders of this side can still take off. */
  readonly reducible: Decimal;
  /** True when the whole order fits into that: it can only make the position smaller. */
  readonly reducing: boolean;
  readonly equity: Decimal | undefined;
  readonly dayStartEquity: Decimal | undefined;
  readonly peakEquity: Decimal | undefined;
  readonly exposure: Exposure | undefined;
  readonly reserved: ReservedSums | undefined;
  /** Symbols with an open position or a reserved entry, without the one of this order. */
  readonly otherOpenSymbols: ReadonlySet<string>;
  /** Holding of the account in the symbol, signed. */
  readonly held: Decimal;
  /** True when the strategy holds the symbol or waits for an entry in it; never for a person's order. */
  readonly stacked: boolean;
  /** Last entry of the strategy in the symbol; `undefined` before the first and for a person's order. */
  readonly lastEntryTime: number | undefined;
  readonly ordersInMinute: number;
  readonly ordersInSecond: number;
  /** `undefined` for an order without a plan. */
  readonly terms: PlanTerms | undefined;
  /** Expected fees of one trade of this order, in the instrument's currency. */
  readonly fees: Decimal | undefined;
};

/** One pure rule: a denial, or `undefined` when the order passes. */
export type RiskRule = (input: RiskInput) => RiskDenial | undefined;
