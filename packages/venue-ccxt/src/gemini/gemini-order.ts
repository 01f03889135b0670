/** Gemini's orders and trades in our words. @module */
import {
  Decimal,
  type Fill,
  type OrderReport,
  type ReportedLife,
  type TimeInForce,
} from '@tradewright/core/venue';
import type { GeminiOrder, GeminiTrade } from './gemini-payloads.ts';

/** What a payload does not say itself. */
export type GeminiReading = {
  readonly symbol: string;
  readonly accountId: string;
  readonly receivedTime: number;
  /** True for client ids that this account's bots make. */
  readonly isOwn: (clientOrderId: string) => boolean;
};

/** The reason with which a post-only order that crosses the book is turned away. */
const wouldTake = 'MakerOrCancelWouldTake';

/** Cancel reasons with which the venue turns an order away before it ever stood in the book. */
const turnedAway = new Set([wouldTake, 'ExceedsPriceLimits']);

/**
 * Where an order stands. `filled` needs executions of the whole quantity: an order that is neither
 * live nor cancelled and has no executions says nothing yet.
 */
export function lifeOf(order: GeminiOrder): ReportedLife {
  const executed = Decimal.from(order.executed_amount);
  if (executed.isPositive() && !executed.isLessThan(Decimal.from(order.original_amount)))
    return 'filled';
  if (order.is_cancelled)
    return executed.isZero() && turnedAway.has(order.reason ?? '') ? 'refused' : 'canceled';
  return order.is_live ? 'working' : 'unknown';
}

/** An order payload as a report. */
export function parseGeminiOrder(order: GeminiOrder, reading: GeminiReading): OrderReport {
  const own = order.client_order_id !== undefined && reading.isOwn(order.client_order_id);
  const executed = Decimal.from(order.executed_amount);
  const life = lifeOf(order);
  return {
    venue: 'GEMINI',
    clientOrderId: own ? (order.client_order_id ?? null) : null,
    venueOrderId: order.order_id,
    venueOrderIds: [order.order_id],
    symbol: reading.symbol,
    side: order.side,
    type: order.type === 'exchange stop limit' ? 'stop-limit' : 'limit',
    timeInForce: timeInForceOf(order),
    quantity: order.original_amount,
    filled: order.executed_amount,
    remaining: order.remaining_amount,
    limitPrice: order.price ?? null,
    stopPrice: order.stop_price ?? null,
    averagePrice: executed.isZero() ? null : (order.avg_execution_price ?? null),
    life,
    foreign: !own,
    tag: null,
    message: order.reason ?? null,
    ...(life === 'refused' && order.reason === wouldTake ? { refusal: 'would-take' } : {}),
    venueTime: order.timestampms,
    receivedTime: reading.receivedTime,
  };
}

/** An execution of ours. `order` names its order where the payload leaves it out. */
export function parseGeminiFill(
  trade: GeminiTrade,
  reading: GeminiReading,
  order?: { readonly orderId: string; readonly clientOrderId: string | null },
): Fill {
  const clientOrderId = order?.clientOrderId ?? trade.client_order_id ?? null;
  const own = clientOrderId !== null && reading.isOwn(clientOrderId);
  return {
    venue: 'GEMINI',
    accountId: reading.accountId,
    fillId: trade.tid,
    revision: 1,
    clientOrderId: own ? clientOrderId : null,
    venueOrderId: order?.orderId ?? trade.order_id ?? null,
    symbol: reading.symbol,
    side: trade.type,
    quantity: trade.amount,
    price: trade.price,
    currency: reading.symbol.slice(reading.symbol.indexOf('/') + 1),
    commission: trade.fee_amount ?? null,
    commissionCurrency: trade.fee_amount === undefined ? null : (trade.fee_currency ?? null),
    liquidity: trade.aggressor === undefined ? 'unknown' : trade.aggressor ? 'taker' : 'maker',
    provenance: 'live',
    time: trade.timestampms,
    receivedTime: reading.receivedTime,
  };
}

function timeInForceOf(order: GeminiOrder): TimeInForce {
  if (order.options.includes('immediate-or-cancel')) return 'IOC';
  return order.options.includes('fill-or-kill') ? 'FOK' : 'GTC';
}
