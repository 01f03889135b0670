/** At which price an order trades now, if it does. @module */
import { Decimal } from '@tradewright/core';
import type { RestingOrder } from './matching-order.ts';
import { touchFor, type TopOfBook } from './top-of-book.ts';

/** A price to trade at and who provided the liquidity. */
export type ExecutionPrice = { readonly price: Decimal; readonly liquidity: 'maker' | 'taker' };

/**
 * The execution price against a touch.
 *
 * An order that takes gets the touch, worsened by the slippage but never past its limit. A limit that
 * was resting when the market came to it fills at its limit: the counterparty took it.
 *
 * @param taking - True at arrival and for triggered stops; false for a limit at rest.
 * @param slippage - How much worse than the touch a taker fares, in price units.
 */
export function executionPrice(
  order: RestingOrder,
  top: TopOfBook,
  taking: boolean,
  slippage: (touch: Decimal) => Decimal,
): ExecutionPrice | undefined {
  const touch = touchFor(order.side, top);
  if (touch === undefined) return undefined;
  const buy = order.side === 'buy';
  if (
    order.limit !== undefined &&
    (buy ? touch.isGreaterThan(order.limit) : touch.isLessThan(order.limit))
  )
    return undefined;
  if (!taking && order.limit !== undefined) return { price: order.limit, liquidity: 'maker' };
  const slipped = buy ? touch.plus(slippage(touch)) : touch.minus(slippage(touch));
  const price =
    order.limit === undefined
      ? slipped
      : buy
        ? Decimal.minimum(slipped, order.limit)
        : Decimal.maximum(slipped, order.limit);
  return { price: price.isPositive() ? price : touch, liquidity: 'taker' };
}

/** True when the market has reached the stop, judged on the side at which it would trade. */
export function stopReached(order: RestingOrder, top: TopOfBook): boolean {
  const touch = touchFor(order.side, top);
  if (touch === undefined || order.stop === undefined) return false;
  return order.side === 'buy' ? !touch.isLessThan(order.stop) : !touch.isGreaterThan(order.stop);
}

/** Moves a trailing stop after the market; it never moves back. */
export function trailStop(order: RestingOrder, top: TopOfBook): void {
  const touch = touchFor(order.side, top);
  if (touch === undefined || order.trail === undefined) return;
  const stop = order.side === 'buy' ? touch.plus(order.trail) : touch.minus(order.trail);
  const better =
    order.stop === undefined ||
    (order.side === 'buy' ? stop.isLessThan(order.stop) : stop.isGreaterThan(order.stop));
  if (better) order.stop = stop;
}
