/** What one decision costs. @module */
import { Decimal } from '@tradewright/core';

/** The money side of a decision, as the strategy sees it. */
export interface DecisionSpend {
  readonly currency: string;
  /** A new decision: its own cap starts anew. */
  begin(): void;
  /** Charged since {@link begin}, worst case where the endpoint counted nothing. */
  charged(): Decimal;
}

/** For models that cost nothing. */
export const freeOfCharge: DecisionSpend = {
  currency: 'USD',
  begin: () => undefined,
  charged: () => Decimal.zero,
};
