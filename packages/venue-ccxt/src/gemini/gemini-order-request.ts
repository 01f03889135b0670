/** An intent as Gemini's `/v1/order/new` wants it. @module */
import {
  Decimal,
  TradewrightError,
  isOnTick,
  roundPrice,
  type ErrorCode,
  type OrderBook,
  type OrderIntent,
} from '@tradewright/core/venue';
import type { GeminiMarket } from './gemini-instrument.ts';

/** Parameters of `/v1/order/new`, without nonce and request. */
export type GeminiOrderRequest = Readonly<Record<string, unknown>>;

/**
 * Builds the request after every check that needs no network.
 *
 * @param limitPrice - What to send as the price: the intent's own, or the sweep price of a market order.
 * @throws TradewrightError `ORDER_INVALID`, `MARKET_CLOSED`, `VENUE_NOT_SUPPORTED`; all `not-sent`.
 */
export function buildGeminiOrder(
  intent: OrderIntent,
  market: GeminiMarket,
  limitPrice: string,
): GeminiOrderRequest {
  checkGeminiOrder(intent, market);
  return {
    client_order_id: intent.clientOrderId,
    symbol: market.id,
    amount: intent.quantity,
    price: limitPrice,
    side: intent.side,
    type: intent.type === 'stop-limit' ? 'exchange stop limit' : 'exchange limit',
    ...(intent.stopPrice === null ? {} : { stop_price: intent.stopPrice }),
    ...(intent.type === 'stop-limit' ? {} : { options: optionsOf(intent) }),
  };
}

/** @throws TradewrightError for what the venue would turn away or misread; nothing was sent. */
export function checkGeminiOrder(intent: OrderIntent, { instrument, status }: GeminiMarket): void {
  const { symbol, tickLadder, lot, minimumQuantity } = instrument;
  if (!intent.transmit)
    throw notSent(
      'ORDER_NOT_SENT',
      `${symbol} was asked for without transmit; Gemini cannot stage.`,
    );
  if (status === 'closed' || status === 'cancel_only')
    throw notSent('MARKET_CLOSED', `The market ${symbol} was ${status}.`);
  if (!instrument.orderTypes.includes(intent.type))
    throw notSent('VENUE_NOT_SUPPORTED', `${symbol} took no ${intent.type} order while ${status}.`);
  if (intent.type !== 'market' && !instrument.timesInForce.includes(intent.timeInForce))
    throw notSent('VENUE_NOT_SUPPORTED', `Gemini has no ${intent.timeInForce} orders.`);
  if (status === 'post_only' && !intent.postOnly)
    throw notSent('VENUE_NOT_SUPPORTED', `${symbol} took post-only orders alone.`);
  if (intent.postOnly && (intent.type !== 'limit' || intent.timeInForce !== 'GTC'))
    throw notSent('ORDER_INVALID', 'A post-only order was not a plain GTC limit order.');
  const quantity = Decimal.from(intent.quantity);
  if (!quantity.isMultipleOf(Decimal.from(lot)))
    throw notSent('ORDER_INVALID', `The quantity ${intent.quantity} was not a multiple of ${lot}.`);
  if (minimumQuantity !== null && quantity.isLessThan(Decimal.from(minimumQuantity)))
    throw notSent(
      'ORDER_INVALID',
      `The quantity ${intent.quantity} was below the minimum ${minimumQuantity}.`,
    );
  for (const price of [intent.limitPrice, intent.stopPrice]) {
    if (price !== null && !isOnTick(price, tickLadder))
      throw notSent('ORDER_INVALID', `The price ${price} was not on a tick of ${symbol}.`);
  }
  if (intent.type !== 'market' && intent.limitPrice === null)
    throw notSent('ORDER_INVALID', `A ${intent.type} order came without a limit price.`);
  if (intent.type === 'stop-limit') checkStop(intent);
}

/**
 * The limit at which an immediate-or-cancel order takes the whole quantity out of the book, but never
 * further than `slippagePercent` from the best price.
 *
 * @throws TradewrightError `ORDER_NOT_SENT` when nobody stands on the other side.
 */
export function sweepPrice(
  intent: Pick<OrderIntent, 'side' | 'quantity'>,
  book: Pick<OrderBook, 'bids' | 'asks'>,
  { instrument }: Pick<GeminiMarket, 'instrument'>,
  slippagePercent: Decimal,
): string {
  const { side } = intent;
  const levels = side === 'buy' ? book.asks : book.bids;
  const best = levels[0];
  if (best === undefined)
    throw notSent(
      'ORDER_NOT_SENT',
      `Nobody stood against a market ${side} of ${instrument.symbol}.`,
    );
  const share = slippagePercent.dividedBy(Decimal.from('100'));
  const factor = side === 'buy' ? Decimal.one.plus(share) : Decimal.one.minus(share);
  const cap = Decimal.fromMarketNumber(best[0]).times(factor);
  let needed = Decimal.from(intent.quantity);
  let reached = Decimal.fromMarketNumber(best[0]);
  for (const [price, size] of levels) {
    reached = Decimal.fromMarketNumber(price);
    needed = needed.minus(Decimal.fromMarketNumber(size));
    if (!needed.isPositive()) break;
  }
  const limit = needed.isPositive()
    ? cap
    : side === 'buy'
      ? Decimal.minimum(reached, cap)
      : Decimal.maximum(reached, cap);
  return roundPrice(limit, instrument.tickLadder, side, 'passive');
}

function checkStop(intent: OrderIntent): void {
  if (intent.stopPrice === null)
    throw notSent('ORDER_INVALID', 'A stop-limit order came without a stop price.');
  const stop = Decimal.from(intent.stopPrice);
  const limit = Decimal.from(intent.limitPrice ?? '0');
  const right = intent.side === 'buy' ? stop.isLessThan(limit) : stop.isGreaterThan(limit);
  if (!right)
    throw notSent(
      'ORDER_INVALID',
      `A stop-limit ${intent.side} had its stop ${intent.stopPrice} on the wrong side of its limit ${intent.limitPrice ?? '?'}.`,
    );
}

function optionsOf(intent: OrderIntent): readonly string[] {
  if (intent.postOnly) return ['maker-or-cancel'];
  if (intent.type === 'market' || intent.timeInForce === 'IOC') return ['immediate-or-cancel'];
  return intent.timeInForce === 'FOK' ? ['fill-or-kill'] : [];
}

function notSent(code: ErrorCode, message: string): TradewrightError {
  return new TradewrightError(code, message, {
    outcome: 'not-sent',
    hint: 'docs/venues/gemini.md lists what Gemini takes',
  });
}
