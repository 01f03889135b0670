/** A working order with new terms. @module */
import type { Order } from '@stoqey/ib';
import { Decimal, isOnTick, TradewrightError, type OrderChange } from '@tradewright/core';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';

/**
 * A clean order with the terms that may change; nothing that only IB fills in is sent back.
 *
 * @throws TradewrightError `ORDER_INVALID` (outcome `not-sent`) for a price off the grid
 */
export function changedOrder(
  current: Order,
  change: OrderChange,
  { instrument }: ResolvedContract,
): Order {
  for (const [field, price] of [
    ['limitPrice', change.limitPrice],
    ['stopPrice', change.stopPrice],
  ] as const) {
    if (price !== null && !isOnTick(price, instrument.tickLadder))
      throw new TradewrightError(
        'ORDER_INVALID',
        `${field} was ${price}, which is off the price grid of ${instrument.symbol}.`,
        { outcome: 'not-sent', hint: 'round the price with roundPrice' },
      );
  }
  const {
    action,
    orderType,
    tif,
    account,
    orderRef,
    outsideRth,
    parentId,
    ocaGroup,
    ocaType,
    goodTillDate,
  } = current;
  const number = (value: string | null, old: number | undefined): number | undefined =>
    value === null ? old : Decimal.from(value).toMarketNumber();
  const terms = {
    action,
    orderType,
    tif,
    account,
    orderRef,
    outsideRth,
    parentId,
    ocaGroup,
    ocaType,
    goodTillDate,
    transmit: true,
  };
  const numbers = {
    totalQuantity: number(change.quantity, current.totalQuantity),
    lmtPrice: number(change.limitPrice, current.lmtPrice),
    auxPrice: number(change.stopPrice, current.auxPrice),
  };
  return Object.fromEntries(
    Object.entries({ ...terms, ...numbers }).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  ) as unknown as Order;
}

/** True when the order that IB describes has the quantity and the prices of the one that was sent. */
export function hasTerms(described: Order | undefined, sent: Order): boolean {
  if (described === undefined) return false;
  return (['totalQuantity', 'lmtPrice', 'auxPrice'] as const).every(
    (field) => sent[field] === undefined || Number(described[field]) === Number(sent[field]),
  );
}
