/** What ccxt's own validators assert of its structures, restated. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal } from '@tradewright/core';
import type {
  CcxtBar,
  CcxtFee,
  CcxtMarket,
  CcxtOrder,
  CcxtOrderBook,
  CcxtPosition,
  CcxtTicker,
  CcxtTrade,
} from '../facade/ccxt-shapes.ts';
import type { CcxtFacade } from '../facade/ccxt-facade.ts';
import { checkAscending } from './check-record.ts';

const [bitcoin, end] = [1_230_940_800_000, 2_147_483_647_000];

/** Integer ms between the first coin and the end of 32-bit time, and the text of the same instant. */
function checkCcxtTime(timestamp: number | undefined, datetime: string | undefined): void {
  if (timestamp === undefined) return equal(datetime, undefined);
  ok(Number.isInteger(timestamp) && timestamp > bitcoin && timestamp < end, String(timestamp));
  equal(Date.parse(datetime ?? ''), timestamp);
  ok(datetime?.endsWith('Z'));
}

function positive(...values: readonly (number | undefined)[]): void {
  for (const value of values) ok(value === undefined || value > 0, `${value} was not above 0`);
}

function notNegative(...values: readonly (number | undefined)[]): void {
  for (const value of values) ok(value === undefined || value >= 0, `${value} was below 0`);
}

function exactProduct(first: number, second: number): number {
  const product = Decimal.fromMarketNumber(first).times(Decimal.fromMarketNumber(second));
  return Number(product.roundedToPlaces(12).toString());
}

/** A spot market without contract fields, whose steps are steps and whose codes are currencies. */
export function checkCcxtMarket(exchange: CcxtFacade, market: CcxtMarket): void {
  equal(market.symbol, `${market.base}/${market.quote}`);
  deepEqual([market.type, market.spot, market.contract], ['spot', true, false]);
  for (const name of ['linear', 'inverse', 'settle', 'contractSize', 'expiry', 'strike'] as const)
    ok(name in market && market[name] === undefined, name);
  const places = new Set([2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16]);
  for (const step of [market.precision.amount, market.precision.price])
    ok(step > 0 && !places.has(step), `${step} looks like a count of places`);
  for (const { min, max } of Object.values(market.limits)) {
    notNegative(min);
    positive(max);
    ok(min === undefined || max === undefined || max >= min);
  }
  for (const fee of [market.maker, market.taker]) ok(fee === undefined || Math.abs(fee) < 100);
  equal(exchange.currency(market.base).id, market.baseId);
  equal(exchange.currency(market.quote).id, market.quoteId);
  equal(exchange.market(market.symbol), market);
}

/** Prices above zero, `last` is `close`, the ask above the bid. */
export function checkCcxtTicker(ticker: CcxtTicker): void {
  checkCcxtTime(ticker.timestamp, ticker.datetime);
  positive(ticker.bid, ticker.ask, ticker.last, ticker.open, ticker.high, ticker.low);
  notNegative(ticker.bidVolume, ticker.askVolume, ticker.baseVolume, ticker.quoteVolume);
  equal(ticker.last, ticker.close);
  ok(ticker.bid === undefined || ticker.ask === undefined || ticker.ask > ticker.bid);
}

/** Strictly falling bids, strictly rising asks, not crossed, all above zero. */
export function checkCcxtBook(book: CcxtOrderBook): void {
  checkCcxtTime(book.timestamp, book.datetime);
  ok('nonce' in book);
  for (const [price, amount] of [...book.bids, ...book.asks]) positive(price, amount);
  checkAscending(book.bids.map(([price]) => price).toReversed(), true);
  checkAscending(
    book.asks.map(([price]) => price),
    true,
  );
  const [bid, ask] = [book.bids[0]?.[0], book.asks[0]?.[0]];
  ok(bid === undefined || ask === undefined || bid < ask);
}

/** Six numbers, on whole minutes, with the extremes outside. */
export function checkCcxtBar(bar: CcxtBar): void {
  equal(bar.length, 6);
  ok(bar.every((value) => Number.isFinite(value)));
  const [time, open, high, low, close] = bar;
  equal(time % 60_000, 0);
  ok(low <= Math.min(open, close) && high >= Math.max(open, close));
}

function checkFee(exchange: CcxtFacade, fee: CcxtFee | undefined): void {
  if (fee === undefined) return;
  ok(Number.isFinite(fee.cost));
  equal(exchange.currency(fee.currency).code, fee.currency);
}

/** A side, a price, an amount, and the cost that they make. */
export function checkCcxtTrade(exchange: CcxtFacade, trade: CcxtTrade): void {
  checkCcxtTime(trade.timestamp, trade.datetime);
  exchange.market(trade.symbol);
  positive(trade.price, trade.amount, trade.cost);
  equal(trade.cost, exactProduct(trade.price, trade.amount));
  ok(trade.side === 'buy' || trade.side === 'sell' || trade.order === undefined);
  ok([undefined, 'taker', 'maker'].includes(trade.takerOrMaker));
  checkFee(exchange, trade.fee);
  deepEqual(trade.fees, trade.fee === undefined ? [] : [trade.fee]);
}

const orderKeys =
  'id clientOrderId timestamp datetime lastTradeTimestamp lastUpdateTimestamp symbol type timeInForce postOnly reduceOnly side price triggerPrice takeProfitPrice stopLossPrice amount filled remaining cost average status trades fee fees info';

/** Every key, an id, a known status, `amount` is `filled` and `remaining`, `cost` is `filled` at `average`. */
export function checkCcxtOrder(exchange: CcxtFacade, order: CcxtOrder): void {
  for (const key of orderKeys.split(' ')) ok(key in order, `${key} was missing`);
  checkCcxtTime(order.timestamp, order.datetime);
  ok(order.id.length > 0);
  exchange.market(order.symbol);
  ok(['open', 'closed', 'canceled', 'expired', 'rejected'].includes(order.status ?? ''));
  ok([undefined, 'GTC', 'IOC', 'FOK', 'DAY', 'GTD'].includes(order.timeInForce));
  ok(order.side === 'buy' || order.side === 'sell');
  positive(order.price, order.triggerPrice, order.average);
  notNegative(order.filled, order.remaining, order.cost);
  positive(order.amount);
  const sum = Decimal.fromMarketNumber(order.filled).plus(
    Decimal.fromMarketNumber(order.remaining),
  );
  equal(Number(sum.toString()), order.amount);
  if (order.average !== undefined) equal(order.cost, exactProduct(order.filled, order.average));
  if (order.status === 'closed') equal(order.remaining, 0);
  for (const trade of order.trades) checkCcxtTrade(exchange, trade);
  checkFee(exchange, order.fee);
}

/** Maps of the same codes, none negative, `total` exactly `free` and `used`. */
export function checkCcxtBalance(
  exchange: CcxtFacade,
  balance: Awaited<ReturnType<CcxtFacade['fetchBalance']>>,
): void {
  const { free, used, total } = balance;
  checkCcxtTime(balance.timestamp, balance.datetime);
  deepEqual(Object.keys(free), Object.keys(total));
  deepEqual(Object.keys(used), Object.keys(total));
  for (const [code, amount] of Object.entries(total)) {
    const [loose, held] = [free[code] ?? -1, used[code] ?? -1];
    notNegative(loose, held, amount);
    const sum = Decimal.fromMarketNumber(loose).plus(Decimal.fromMarketNumber(held));
    equal(Number(sum.toString()), amount);
    deepEqual(Object.keys(balance[code] ?? {}).slice(0, 3), ['free', 'used', 'total']);
  }
  ok(Object.keys(total).some((code) => exchange.currencies[code] !== undefined));
}

/** A side, and everything else above zero. */
export function checkCcxtPosition(exchange: CcxtFacade, position: CcxtPosition): void {
  checkCcxtTime(position.timestamp, position.datetime);
  exchange.market(position.symbol);
  ok(position.side === 'long' || position.side === 'short');
  positive(position.contracts, position.contractSize, position.entryPrice, position.markPrice);
  positive(position.notional);
  ok('percentage' in position && 'leverage' in position && 'marginMode' in position);
}
