/** The order terms of entries and exits. @module */
import {
  Decimal,
  toPrice,
  type DecimalString,
  type Instrument,
  type OrderRequest,
  type Quote,
  type Side,
} from '@tradewright/core';

/** What an order of a plan has to do. `limitPrice` `null` trades now. */
export type PlanOrder = {
  readonly instrument: Instrument;
  readonly quote: Quote | undefined;
  readonly side: Side;
  readonly quantity: DecimalString;
  readonly limitPrice: DecimalString | null;
  readonly reduceOnly: boolean;
  /** How far a marketable limit may reach beyond the touch where market orders do not exist, in percent. */
  readonly slippagePercent: number;
};

/**
 * The request for a plan's order: a market order where the instrument takes them, else a marketable
 * limit that is filled or killed at once. `undefined` when that needs a price and none is known.
 */
export function planOrderRequest(order: PlanOrder): OrderRequest | undefined {
  const { instrument, side, quantity } = order;
  const terms = {
    symbol: instrument.symbol,
    side,
    quantity,
    stopPrice: null,
    trailingAmount: null,
    expireTime: null,
    postOnly: false,
    reduceOnly: order.reduceOnly,
    outsideHours: false,
    transmit: true,
    tag: null,
  };
  if (order.limitPrice !== null) {
    const timeInForce = instrument.timesInForce.includes('GTC') ? 'GTC' : 'DAY';
    return { ...terms, type: 'limit', limitPrice: order.limitPrice, timeInForce };
  }
  if (instrument.orderTypes.includes('market')) {
    const timeInForce = instrument.timesInForce.includes('IOC') ? 'IOC' : 'DAY';
    return { ...terms, type: 'market', limitPrice: null, timeInForce };
  }
  const touch = side === 'buy' ? order.quote?.ask : order.quote?.bid;
  if (touch === null || touch === undefined) return undefined;
  const reach = touch * (1 + ((side === 'buy' ? 1 : -1) * order.slippagePercent) / 100);
  const limitPrice = toPrice(reach, instrument.tickLadder, side);
  return Decimal.from(limitPrice).isPositive()
    ? { ...terms, type: 'limit', limitPrice, timeInForce: 'IOC' }
    : undefined;
}
