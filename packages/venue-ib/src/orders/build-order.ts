/** An intent as the order that goes out. @module */
import { OrderAction, OrderType, TimeInForce, type Order } from '@stoqey/ib';
import {
  Decimal,
  isOnTick,
  TradewrightError,
  type Instrument,
  type OrderIntent,
} from '@tradewright/core';

/** What an order needs beside its intent. `parentId` is IB's order id of the parent, 0 for none. */
export type OrderRouting = { readonly account: string; readonly parentId: number };

const types = {
  market: OrderType.MKT,
  limit: OrderType.LMT,
  stop: OrderType.STP,
  'stop-limit': OrderType.STP_LMT,
  'trailing-stop': OrderType.TRAIL,
} as const;
const referenceLimit = 60;
const tagText = /^[\x20-\x7E]{0,64}$/;

/**
 * Maps every field that the project speaks; `transmit` is always explicit.
 *
 * @throws TradewrightError `ORDER_INVALID` or `VENUE_NOT_SUPPORTED` (outcome `not-sent`) naming the field.
 */
export function buildOrder(
  intent: OrderIntent,
  instrument: Instrument,
  routing: OrderRouting,
): Order {
  check(intent, instrument);
  const order: Order = {
    action: intent.side === 'buy' ? OrderAction.BUY : OrderAction.SELL,
    totalQuantity: wireNumber(intent.quantity, 'quantity'),
    orderType: types[intent.type],
    tif: TimeInForce[intent.timeInForce],
    account: routing.account,
    orderRef: buildOrderReference(intent),
    transmit: intent.transmit,
    outsideRth: intent.outsideHours,
    parentId: routing.parentId,
  };
  if (intent.limitPrice !== null) order.lmtPrice = wireNumber(intent.limitPrice, 'limitPrice');
  const aux = intent.type === 'trailing-stop' ? intent.trailingAmount : intent.stopPrice;
  if (aux !== null)
    order.auxPrice = wireNumber(
      aux,
      intent.type === 'trailing-stop' ? 'trailingAmount' : 'stopPrice',
    );
  if (intent.ocaGroup !== null) Object.assign(order, { ocaGroup: intent.ocaGroup, ocaType: 2 });
  if (intent.timeInForce === 'GTD' && intent.expireTime !== null)
    order.goodTillDate = goodTillText(intent.expireTime);
  return order;
}

/** IB's orderRef: our id first, the caller's tag after it where it fits. */
export function buildOrderReference({
  clientOrderId,
  tag,
}: Pick<OrderIntent, 'clientOrderId' | 'tag'>): string {
  const full = tag === null || tag === '' ? clientOrderId : `${clientOrderId} ${tag}`;
  return full.length <= referenceLimit ? full : clientOrderId;
}

/** IB's text of an instant in UTC: `20261120-10:00:00`. */
export function goodTillText(time: number): string {
  const text = new Date(time).toISOString();
  return `${text.slice(0, 10).replaceAll('-', '')}-${text.slice(11, 19)}`;
}

function check(intent: OrderIntent, instrument: Instrument): void {
  if (intent.postOnly)
    throw refusal(
      'VENUE_NOT_SUPPORTED',
      'postOnly was asked for, which IB does not offer',
      'send the order without postOnly',
    );
  if (!instrument.orderTypes.includes(intent.type))
    throw refusal(
      'VENUE_NOT_SUPPORTED',
      `type was ${intent.type}, which ${instrument.symbol} does not take`,
      `use one of ${instrument.orderTypes.join(', ')}`,
    );
  if (!instrument.timesInForce.includes(intent.timeInForce))
    throw refusal(
      'VENUE_NOT_SUPPORTED',
      `timeInForce was ${intent.timeInForce}, which ${instrument.symbol} does not take`,
      `use one of ${instrument.timesInForce.join(', ')}`,
    );
  if (intent.timeInForce === 'GTD' && intent.expireTime === null)
    throw refusal(
      'ORDER_INVALID',
      'timeInForce was GTD without an expireTime',
      'give expireTime in ms UTC',
    );
  const needsLimit = intent.type === 'limit' || intent.type === 'stop-limit';
  if (needsLimit !== (intent.limitPrice !== null))
    throw refusal(
      'ORDER_INVALID',
      `limitPrice was ${String(intent.limitPrice)} on a ${intent.type} order`,
      'limitPrice belongs to limit and stop-limit orders',
    );
  const needsStop = intent.type === 'stop' || intent.type === 'stop-limit';
  if (needsStop !== (intent.stopPrice !== null))
    throw refusal(
      'ORDER_INVALID',
      `stopPrice was ${String(intent.stopPrice)} on a ${intent.type} order`,
      'stopPrice belongs to stop and stop-limit orders',
    );
  if ((intent.type === 'trailing-stop') !== (intent.trailingAmount !== null))
    throw refusal(
      'ORDER_INVALID',
      `trailingAmount was ${String(intent.trailingAmount)} on a ${intent.type} order`,
      'trailingAmount belongs to trailing-stop orders',
    );
  for (const [field, price] of [
    ['limitPrice', intent.limitPrice],
    ['stopPrice', intent.stopPrice],
  ] as const) {
    if (price !== null && !isOnTick(price, instrument.tickLadder))
      throw refusal(
        'ORDER_INVALID',
        `${field} was ${price}, which is off the price grid of ${instrument.symbol}`,
        "round the price with roundPrice and the instrument's tickLadder",
      );
  }
  if (!Decimal.from(intent.quantity).isMultipleOf(Decimal.from(instrument.lot)))
    throw refusal(
      'ORDER_INVALID',
      `quantity was ${intent.quantity}, which is not a multiple of the lot ${instrument.lot}`,
      'round the quantity with roundQuantity',
    );
  if (!tagText.test(intent.tag ?? ''))
    throw refusal(
      'ORDER_INVALID',
      'tag was not printable ASCII of at most 64 characters',
      'shorten the tag',
    );
}

/** The library sends doubles as their shortest text; a value that would not survive that is refused. */
function wireNumber(value: string, field: string): number {
  const exact = Decimal.from(value);
  const sent = exact.toMarketNumber();
  if (exact.isPositive() && String(sent) === exact.toString()) return sent;
  throw refusal(
    'ORDER_INVALID',
    `${field} was ${value}, which cannot be sent exactly`,
    'use a positive value of at most 15 digits, not below 0.000001',
  );
}

function refusal(
  code: 'ORDER_INVALID' | 'VENUE_NOT_SUPPORTED',
  message: string,
  hint: string,
): TradewrightError {
  return new TradewrightError(code, `${message}.`, { outcome: 'not-sent', hint });
}
