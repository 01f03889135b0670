/** What a model may do at most; written by the operator, never by a model. @module */
import type { DecimalString } from '@tradewright/core';

/** Limits of the gate. Fractions are of one, `Bps` hundredths of a percent, sums in base currency. */
export type GatePolicy = {
  readonly maxRiskFraction: number;
  /** Share of `maxRiskFraction` that is left when text from outside was shown. */
  readonly taintedRiskShare: number;
  /** Orders below are not worth their costs; the session's own minimum. */
  readonly minTradeSize: DecimalString;
  readonly maxOpensPerDecision: number;
  readonly minStopBps: number;
  readonly maxStopBps: number;
  /** How far a limit entry may lie from the touch. */
  readonly maxEntryDistanceBps: number;
  /** Least reward for a unit of risk from the real entry, costs counted on both. */
  readonly minRewardRisk: number;
  /** Costs of entering and leaving. */
  readonly roundTripCostBps: number;
  readonly maxQuoteAgeMs: number;
  readonly allowDelayedData: boolean;
};

/** Cautious figures; a session replaces what its configuration names. */
export const defaultGatePolicy: Omit<GatePolicy, 'minTradeSize'> = {
  maxRiskFraction: 0.01,
  taintedRiskShare: 0.5,
  maxOpensPerDecision: 2,
  minStopBps: 10,
  maxStopBps: 1_500,
  maxEntryDistanceBps: 200,
  minRewardRisk: 0.5,
  roundTripCostBps: 20,
  maxQuoteAgeMs: 120_000,
  allowDelayedData: false,
};
