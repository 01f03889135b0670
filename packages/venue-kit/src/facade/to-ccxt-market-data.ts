/** Market data in ccxt's shapes. @module */
import type { Bar, OrderBook, Quote, Trade } from '@tradewright/core';
import type { CcxtBar, CcxtOrderBook, CcxtTicker, CcxtTrade } from './ccxt-shapes.ts';

/** ISO text with milliseconds, as ccxt writes it. */
export function isoText(time: number): string {
  return new Date(time).toISOString();
}

/** A ticker. What the venue did not say is `undefined`, never 0. */
export function toCcxtTicker(quote: Quote): CcxtTicker {
  const time = quote.venueTime ?? quote.receivedTime;
  const last = quote.last ?? undefined;
  return {
    symbol: quote.symbol,
    timestamp: time,
    datetime: isoText(time),
    high: undefined,
    low: undefined,
    bid: quote.bid ?? undefined,
    bidVolume: quote.bidSize ?? undefined,
    ask: quote.ask ?? undefined,
    askVolume: quote.askSize ?? undefined,
    vwap: undefined,
    open: undefined,
    close: last,
    last,
    previousClose: undefined,
    change: undefined,
    percentage: undefined,
    average: undefined,
    baseVolume: quote.volume ?? undefined,
    quoteVolume: undefined,
    markPrice: undefined,
    indexPrice: undefined,
    info: quote,
  };
}

/** Depth. */
export function toCcxtOrderBook(book: OrderBook): CcxtOrderBook {
  const time = book.venueTime ?? book.receivedTime;
  return {
    symbol: book.symbol,
    bids: book.bids.map(([price, size]) => [price, size]),
    asks: book.asks.map(([price, size]) => [price, size]),
    timestamp: time,
    datetime: isoText(time),
    nonce: undefined,
    copy: () => toCcxtOrderBook(book),
  };
}

/** A bar. ccxt's shape knows no missing volume: pairs, which have none, show 0. */
export function toCcxtBar({ time, open, high, low, close, volume }: Bar): CcxtBar {
  return [time, open, high, low, close, volume ?? 0];
}

/** A public print. */
export function toCcxtPrint(trade: Trade): CcxtTrade {
  const { tradeId, venueTime, symbol, side, price, size } = trade;
  return {
    id: tradeId ?? undefined,
    order: undefined,
    timestamp: venueTime,
    datetime: isoText(venueTime),
    symbol,
    type: undefined,
    side: side ?? undefined,
    takerOrMaker: undefined,
    price,
    amount: size,
    cost: Number((price * size).toPrecision(15)),
    fee: undefined,
    fees: [],
    info: trade,
  };
}
