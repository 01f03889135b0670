/** What the rules may look at. @module */
import type {
  Decimal,
  Instrument,
  MarketPhase,
  OrderIntent,
  Quote,
  RiskDenial,
} from '@tradewright/core';
import type { RiskCaps } from './risk-caps.ts';

/**
 * One order with everything a rule may rest on. Sums are in base currency; `undefined` is "not
 * known", which denies wherever a rule needs it.
 */
export type RiskInput = {
  readonly intent: OrderIntent;
  readonly caps: RiskCaps;
  readonly instrument: Instrument | undefined;
  readonly quote: Quote | undefined;
  readonly phase: MarketPhase;
  /** True when the order can only make the position of its strategy smaller. */
  readonly reducing: boolean;
  /** The price per unit at which the order is counted, in base currency. */
  readonly unitValue: Decimal | undefined;
  /** Value of the whole order. */
  readonly value: Decimal | undefined;
  readonly equity: Decimal | undefined;
  readonly dayStartEquity: Decimal | undefined;
  /** Sum of the absolute values of all positions. */
  readonly exposure: Decimal | undefined;
  /** Sum of what approved orders hold reserved. */
  readonly reserved: Decimal;
  /** Symbols with an open position or a reserved entry, without the one of this order. */
  readonly otherOpenSymbols: number;
};

/** One pure rule: a denial, or `undefined` when the order passes. */
export type RiskRule = (input: RiskInput) => RiskDenial | undefined;
