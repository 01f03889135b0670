/** Orders and executions in ccxt's shapes. @module */
import { Decimal, type Fill, type OrderReport } from '@tradewright/core';
import type { CcxtOrder, CcxtTrade } from './ccxt-shapes.ts';
import { isoText } from './to-ccxt-market-data.ts';

const statuses: Readonly<Record<OrderReport['life'], string | undefined>> = {
  staged: 'open',
  pending: 'open',
  working: 'open',
  suspended: 'open',
  filled: 'closed',
  canceled: 'canceled',
  expired: 'expired',
  refused: 'rejected',
  unknown: undefined,
};

/** Our type for ccxt's words: a stop is a market order with a trigger, a stop-limit a limit order with one. */
function typeOf({ type }: OrderReport): string {
  if (type === 'stop') return 'market';
  return type === 'stop-limit' ? 'limit' : type;
}

/** An order. Its `id` is our client order id: by it every call finds the order; the venue's ids are in `info`. */
export function toCcxtOrder(report: OrderReport): CcxtOrder {
  const filled = Decimal.from(report.filled);
  const { averagePrice, venueTime, clientOrderId, venueOrderId } = report;
  const cost = averagePrice === null ? Decimal.zero : filled.times(Decimal.from(averagePrice));
  const number = (text: string | null): number | undefined =>
    text === null ? undefined : Number(text);
  return {
    id: clientOrderId ?? venueOrderId ?? '',
    clientOrderId: clientOrderId ?? undefined,
    timestamp: venueTime ?? undefined,
    datetime: venueTime === null ? undefined : isoText(venueTime),
    lastTradeTimestamp: undefined,
    lastUpdateTimestamp: report.receivedTime,
    symbol: report.symbol,
    type: typeOf(report),
    timeInForce: report.timeInForce ?? undefined,
    postOnly: undefined,
    reduceOnly: undefined,
    side: report.side,
    price: number(report.limitPrice ?? averagePrice),
    stopPrice: number(report.stopPrice),
    triggerPrice: number(report.stopPrice),
    takeProfitPrice: undefined,
    stopLossPrice: undefined,
    amount: Number(report.quantity),
    filled: Number(report.filled),
    remaining: Number(Decimal.from(report.quantity).minus(filled).toString()),
    cost: Number(cost.roundedToPlaces(12).toString()),
    average: number(averagePrice),
    status: statuses[report.life],
    trades: [],
    fee: undefined,
    fees: [],
    info: report,
  };
}

/** An execution. A commission that the venue has not reported is `undefined`, never 0. */
export function toCcxtTrade(fill: Fill): CcxtTrade {
  const { fillId, clientOrderId, venueOrderId, price, quantity, commission } = fill;
  const currency = fill.commissionCurrency;
  const cost = Decimal.from(price).times(Decimal.from(quantity));
  const fee =
    commission === null || currency === null ? undefined : { cost: Number(commission), currency };
  return {
    id: fillId,
    order: clientOrderId ?? venueOrderId ?? undefined,
    timestamp: fill.time,
    datetime: isoText(fill.time),
    symbol: fill.symbol,
    type: undefined,
    side: fill.side,
    takerOrMaker: fill.liquidity === 'unknown' ? undefined : fill.liquidity,
    price: Number(price),
    amount: Number(quantity),
    cost: Number(cost.toString()),
    fee,
    fees: fee === undefined ? [] : [fee],
    info: fill,
  };
}
