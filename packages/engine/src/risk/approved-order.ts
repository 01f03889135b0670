/** The only door from risk to execution. @module */
import { Decimal, type OrderIntent, type RiskDenial } from '@tradewright/core';
import type { RiskInput, RiskRule } from './risk-input.ts';

/** Proof that an order passed every rule. It cannot be constructed, copied or parsed. */
export class ApprovedOrder {
  readonly intent: OrderIntent;
  /** What risk holds for the order until it ends, in base currency; zero for a reducing order. */
  readonly reservation: Decimal;
  readonly #proof = true;

  private constructor(intent: OrderIntent, reservation: Decimal) {
    this.intent = Object.freeze({ ...intent });
    this.reservation = reservation;
  }

  /** Runs all rules, so that a denial names every broken one. An empty rule list approves nothing. */
  static review(
    input: RiskInput,
    rules: readonly RiskRule[],
  ): ApprovedOrder | readonly RiskDenial[] {
    if (rules.length === 0)
      return [
        {
          rule: 'no-rules',
          limit: null,
          value: null,
          largestSize: null,
          message: 'There were no rules.',
        },
      ];
    const denials: RiskDenial[] = [];
    for (const rule of rules) {
      const denial = rule(input);
      if (denial !== undefined) denials.push(denial);
    }
    if (denials.length > 0) return denials;
    return new ApprovedOrder(
      input.intent,
      input.reducing ? Decimal.zero : (input.markValue ?? Decimal.zero),
    );
  }

  /** True only for objects made by {@link ApprovedOrder.review}. */
  static isGenuine(value: unknown): value is ApprovedOrder {
    return typeof value === 'object' && value !== null && #proof in value;
  }
}
