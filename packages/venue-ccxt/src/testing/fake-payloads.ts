/** The fake Gemini's answers in the venue's documented shapes. @module */
import { Decimal } from '@tradewright/core';
import type { FakeMarket } from './fake-market.ts';
import { executedOf, type FakeOrder, type FakePair, type FakeTrade } from './fake-order.ts';

/** An order as `/v1/order/*` gives it. Source: docs.gemini.com/rest-api, order status. */
export function orderPayload(order: FakeOrder, withTrades: boolean): Record<string, unknown> {
  const executed = executedOf(order);
  const value = order.trades.reduce(
    (sum, { price, amount }) => sum.plus(price.times(amount)),
    Decimal.zero,
  );
  const average = executed.isZero()
    ? '0.00'
    : value.dividedBy(executed).roundedToPlaces(8).toString();
  return {
    order_id: order.id,
    id: order.id,
    symbol: order.symbol,
    exchange: 'gemini',
    avg_execution_price: average,
    side: order.side,
    type: order.type,
    timestamp: String(Math.floor(order.time / 1000)),
    timestampms: order.time,
    is_live: order.live,
    is_cancelled: !order.live && order.reason !== undefined,
    is_hidden: false,
    was_forced: false,
    executed_amount: executed.toString(),
    client_order_id: order.clientOrderId,
    ...(order.reason === undefined ? {} : { reason: order.reason }),
    options: order.options,
    price: order.price.toString(),
    ...(order.stopPrice === undefined ? {} : { stop_price: order.stopPrice.toString() }),
    original_amount: order.amount.toString(),
    remaining_amount: order.amount.minus(executed).toString(),
    ...(withTrades ? { trades: order.trades.map((trade) => tradePayload(trade, order)) } : {}),
  };
}

/** A row of `/v1/mytrades`. Source: docs.gemini.com/rest-api, past trades. */
export function tradePayload(trade: FakeTrade, order: FakeOrder): Record<string, unknown> {
  return {
    price: trade.price.toString(),
    amount: trade.amount.toString(),
    timestamp: Math.floor(trade.time / 1000),
    timestampms: trade.time,
    type: order.side === 'buy' ? 'Buy' : 'Sell',
    aggressor: trade.aggressor,
    fee_currency: 'USD',
    fee_amount: trade.fee.toString(),
    tid: trade.tid,
    order_id: order.id,
    client_order_id: order.clientOrderId,
    exchange: 'gemini',
    is_auction_fill: false,
    symbol: order.symbol.toUpperCase(),
  };
}

/** A row of `/v1/symbols/details`; spot rows carry `contract_price_currency` at the venue too. */
export function symbolPayload(id: string, pair: FakePair): Record<string, unknown> {
  return {
    symbol: id.toUpperCase(),
    base_currency: pair.base,
    quote_currency: pair.quote,
    tick_size: Number(pair.step),
    quote_increment: Number(pair.tick),
    min_order_size: pair.minimum,
    status: pair.status,
    wrap_enabled: false,
    product_type: 'spot',
    contract_type: 'vanilla',
    contract_price_currency: pair.quote,
  };
}

/** `/v1/book`. */
export function bookPayload(market: FakeMarket, id: string, now: number): Record<string, unknown> {
  const side = (name: 'bids' | 'asks'): unknown[] =>
    market.levels(id, name).map(([price, size]) => ({
      price: price.toString(),
      amount: size.toString(),
      timestamp: String(Math.floor(now / 1000)),
    }));
  return { bids: side('bids'), asks: side('asks') };
}
