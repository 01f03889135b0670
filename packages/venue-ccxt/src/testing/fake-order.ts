/** Orders, trades and pairs of the fake Gemini. @module */
import { Decimal, type Side } from '@tradewright/core';

/** One execution. */
export type FakeTrade = {
  readonly tid: number;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly aggressor: boolean;
  readonly time: number;
};

/** An order as the fake keeps it. */
export type FakeOrder = {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly type: string;
  readonly price: Decimal;
  readonly stopPrice: Decimal | undefined;
  readonly amount: Decimal;
  readonly options: readonly string[];
  readonly time: number;
  armed: boolean;
  live: boolean;
  reason: string | undefined;
  readonly trades: FakeTrade[];
};

/** What an order asks for. */
export type FakeOrderTerms = Pick<
  FakeOrder,
  'clientOrderId' | 'symbol' | 'side' | 'type' | 'price' | 'stopPrice' | 'amount' | 'options'
>;

/** What the account's owner or a reader of market data could see happen. */
export type FakeChange =
  | { readonly kind: 'book'; readonly symbol: string }
  | {
      readonly kind: 'print';
      readonly symbol: string;
      readonly tid: number;
      readonly price: Decimal;
      readonly amount: Decimal;
      readonly side: Side;
    }
  | {
      readonly kind: 'order';
      readonly order: FakeOrder;
      readonly status: 'NEW' | 'OPEN' | 'PARTIALLY_FILLED' | 'FILLED' | 'CANCELED';
      readonly trade: FakeTrade | undefined;
    };

/** A tradable pair of the fake. */
export type FakePair = {
  readonly base: string;
  readonly quote: string;
  readonly step: string;
  readonly tick: string;
  readonly minimum: string;
  status: 'open' | 'closed' | 'cancel_only' | 'post_only' | 'limit_only';
};

/** What has traded of an order. */
export function executedOf(order: FakeOrder): Decimal {
  return order.trades.reduce((sum, { amount }) => sum.plus(amount), Decimal.zero);
}

/** What has not traded of an order. */
export function remainingOf(order: FakeOrder): Decimal {
  return order.amount.minus(executedOf(order));
}

/** True when an order trades at `price`. */
export function reaches(order: FakeOrder, price: Decimal): boolean {
  return order.side === 'buy' ? !price.isGreaterThan(order.price) : !price.isLessThan(order.price);
}
