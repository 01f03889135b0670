/** Orders as the matching knows them. @module */
import type { Decimal, DecimalString, OrderChange, OrderIntent, Side } from '@tradewright/core';

/** Terms of an order that matching needs; the rest of an intent is the venue's business. */
export type MatchingTerms = Pick<
  OrderIntent,
  | 'clientOrderId'
  | 'symbol'
  | 'side'
  | 'type'
  | 'quantity'
  | 'limitPrice'
  | 'stopPrice'
  | 'trailingAmount'
  | 'timeInForce'
  | 'expireTime'
  | 'postOnly'
  | 'parentClientOrderId'
  | 'ocaGroup'
>;

/** One order at rest. `armed` is false for a stop that has not been triggered; `held` waits for its parent. */
export type RestingOrder = {
  readonly id: string;
  readonly terms: MatchingTerms;
  readonly side: Side;
  quantity: Decimal;
  filled: Decimal;
  limit: Decimal | undefined;
  stop: Decimal | undefined;
  readonly trail: Decimal | undefined;
  armed: boolean;
  held: boolean;
  executions: number;
};

/** What happened to an order. Quantities are in units of the base, prices in the quote currency. */
export type MatchingEffect =
  | { readonly kind: 'accepted'; readonly id: string; readonly held: boolean }
  | { readonly kind: 'refused'; readonly id: string; readonly reason: string }
  | { readonly kind: 'triggered'; readonly id: string }
  | { readonly kind: 'released'; readonly id: string }
  | {
      readonly kind: 'filled';
      readonly id: string;
      readonly quantity: DecimalString;
      readonly price: DecimalString;
      readonly liquidity: 'maker' | 'taker';
      /** 1 for the first execution of the order. */
      readonly execution: number;
      readonly complete: boolean;
    }
  | { readonly kind: 'canceled'; readonly id: string; readonly reason: string }
  | { readonly kind: 'expired'; readonly id: string }
  | { readonly kind: 'modified'; readonly id: string }
  | { readonly kind: 'resized'; readonly id: string; readonly quantity: DecimalString };

/** New terms of a resting order; `null` keeps what it has. */
export type MatchingChange = OrderChange;
