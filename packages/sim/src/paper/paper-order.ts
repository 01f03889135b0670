/** Orders as the paper venue keeps and reports them. @module */
import {
  restingOrder,
  wouldTake,
  type MatchingTerms,
  type RestingOrder,
} from '@tradewright/venue-kit/matching';
import { Decimal, type OrderIntent, type OrderReport, type ReportedLife } from '@tradewright/core';

/** One order of the paper venue. Plain data: it is what the durable copy holds. */
export type PaperOrder = {
  readonly intent: OrderIntent;
  readonly venueOrderId: string;
  life: ReportedLife;
  quantity: string;
  limitPrice: string | null;
  stopPrice: string | null;
  filled: string;
  value: string;
  executions: number;
  message: string | null;
  time: number;
};

/** The lives that end a paper order. */
export const endedPaperLives: ReadonlySet<ReportedLife> = new Set<ReportedLife>([
  'filled',
  'canceled',
  'expired',
  'refused',
]);

/** A new order, under way to the book. */
export function paperOrder(intent: OrderIntent, venueOrderId: string, time: number): PaperOrder {
  const { quantity, limitPrice, stopPrice } = intent;
  return {
    intent,
    venueOrderId,
    life: 'pending',
    quantity,
    limitPrice,
    stopPrice,
    filled: '0',
    value: '0',
    executions: 0,
    message: null,
    time,
  };
}

/** The order in the shape of the venue contract. */
export function reportOf(order: PaperOrder, venue: string, receivedTime: number): OrderReport {
  const { intent, venueOrderId } = order;
  const filled = Decimal.from(order.filled);
  const left = Decimal.from(order.quantity).minus(filled);
  return {
    venue,
    clientOrderId: intent.clientOrderId,
    venueOrderId,
    venueOrderIds: [venueOrderId],
    symbol: intent.symbol,
    side: intent.side,
    type: intent.type,
    timeInForce: intent.timeInForce,
    quantity: Decimal.from(order.quantity).toString(),
    filled: filled.toString(),
    remaining: Decimal.maximum(Decimal.zero, left).toString(),
    limitPrice: order.limitPrice === null ? null : Decimal.from(order.limitPrice).toString(),
    stopPrice: order.stopPrice === null ? null : Decimal.from(order.stopPrice).toString(),
    averagePrice: filled.isZero()
      ? null
      : Decimal.from(order.value).dividedToPlaces(filled, 12).toString(),
    life: order.life,
    foreign: false,
    tag: intent.tag,
    message: order.message,
    ...(order.life === 'refused' && order.message === wouldTake ? { refusal: 'would-take' } : {}),
    venueTime: order.time,
    receivedTime,
  };
}

/** What the book matches by: the intent with the quantity as it stands now. */
export function termsOf({ intent, quantity }: PaperOrder): MatchingTerms {
  return quantity === intent.quantity
    ? intent
    : { ...intent, quantity: Decimal.from(quantity).toString() };
}

/** The order as it rests in the book, for an account that resumes. */
export function restingFrom(order: PaperOrder): RestingOrder {
  const resting = restingOrder(order.venueOrderId, termsOf(order), order.life === 'suspended');
  resting.filled = Decimal.from(order.filled);
  resting.executions = order.executions;
  return resting;
}
