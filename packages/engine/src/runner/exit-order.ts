/** The order terms of entries and exits. @module */
import {
  Decimal,
  toPrice,
  type DecimalString,
  type Instrument,
  type OrderRequest,
  type Quote,
  type Side,
  type TimeInForce,
} from '@tradewright/core';
import { exitLimit } from './exit-limit.ts';

/** What an order of a plan has to do. `limitPrice` `null` trades now. */
export type PlanOrder = {
  readonly instrument: Instrument;
  readonly quote: Quote | undefined;
  readonly side: Side;
  readonly quantity: DecimalString;
  readonly limitPrice: DecimalString | null;
  readonly reduceOnly: boolean;
  /** A resting limit is to make, never to take. */
  readonly postOnly?: boolean;
  /** How far a marketable limit may reach beyond the touch where market orders do not exist, in percent. */
  readonly slippagePercent: number;
  /** An exit reaches in price steps, further with each try before this one; left out, as far as it may. */
  readonly exit?: ExitTry | undefined;
};

/** How an exit reaches where only limits are taken. */
type ExitTry = { readonly ticks: number; readonly attempt: number };

/**
 * The request for a plan's order: a market order where the instrument takes them, else a marketable
 * limit that is filled or killed at once. `undefined` when that needs a price and none is known.
 */
export function planOrderRequest(order: PlanOrder): OrderRequest | undefined {
  const { instrument, side } = order;
  if (order.limitPrice !== null) {
    const timeInForce = instrument.timesInForce.includes('GTC') ? 'GTC' : 'DAY';
    return requestOf(order, 'limit', order.limitPrice, timeInForce);
  }
  if (instrument.orderTypes.includes('market')) {
    const timeInForce = instrument.timesInForce.includes('IOC') ? 'IOC' : 'DAY';
    return requestOf(order, 'market', null, timeInForce);
  }
  const touch = side === 'buy' ? order.quote?.ask : order.quote?.bid;
  if (touch === null || touch === undefined) return undefined;
  const limitPrice = marketableLimit(order, touch);
  return Decimal.from(limitPrice).isPositive()
    ? requestOf(order, 'limit', limitPrice, 'IOC')
    : undefined;
}

function requestOf(
  { instrument, side, quantity, reduceOnly, postOnly }: PlanOrder,
  type: OrderRequest['type'],
  limitPrice: DecimalString | null,
  timeInForce: TimeInForce,
): OrderRequest {
  return {
    symbol: instrument.symbol,
    side,
    type,
    quantity,
    limitPrice,
    stopPrice: null,
    trailingAmount: null,
    timeInForce,
    expireTime: null,
    postOnly: postOnly === true && timeInForce === 'GTC',
    reduceOnly,
    outsideHours: false,
    transmit: true,
    tag: null,
  };
}

function marketableLimit(order: PlanOrder, touch: number): DecimalString {
  const { instrument, side, slippagePercent, exit } = order;
  const ladder = instrument.tickLadder;
  if (exit !== undefined)
    return exitLimit({ ...exit, touch, side, ladder, capPercent: slippagePercent });
  const reach = touch * (1 + ((side === 'buy' ? 1 : -1) * slippagePercent) / 100);
  return toPrice(reach, ladder, side);
}
