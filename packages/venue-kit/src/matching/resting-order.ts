/** Builds the matching's own record of an order. @module */
import { Decimal } from '@tradewright/core';
import type { MatchingTerms, RestingOrder } from './matching-order.ts';

/** A fresh record. Stops wait unarmed until the market reaches them. */
export function restingOrder(id: string, terms: MatchingTerms, held: boolean): RestingOrder {
  const limited = terms.type === 'limit' || terms.type === 'stop-limit';
  return {
    id,
    terms,
    side: terms.side,
    quantity: Decimal.from(terms.quantity),
    filled: Decimal.zero,
    limit: limited && terms.limitPrice !== null ? Decimal.from(terms.limitPrice) : undefined,
    stop: terms.stopPrice === null ? undefined : Decimal.from(terms.stopPrice),
    trail: terms.trailingAmount === null ? undefined : Decimal.from(terms.trailingAmount),
    armed: terms.type === 'market' || terms.type === 'limit',
    held,
    executions: 0,
  };
}
