/** What open orders hold of cash and holdings. @module */
import { Decimal, type OrderIntent, type Quote } from '@tradewright/core';
import type { PaperOrder } from './paper-order.ts';

/** Cash that open buys would take; children of a bracket wait for their parent and take none. */
export function cashReserved(
  open: readonly PaperOrder[],
  counts: (symbol: string) => boolean,
): Decimal {
  let reserved = Decimal.zero;
  for (const order of open) {
    const { side, symbol, parentClientOrderId } = order.intent;
    const price = order.limitPrice ?? order.stopPrice;
    if (side !== 'buy' || parentClientOrderId !== null || price === null || !counts(symbol)) {
      continue;
    }
    reserved = reserved.plus(leftOf(order).times(Decimal.from(price)));
  }
  return reserved;
}

/** What other open orders of the same side already claim of the holding, signed like it. Orders of a group share one claim. */
export function quantityClaimed(open: readonly PaperOrder[], intent: OrderIntent): Decimal {
  let claimed = Decimal.zero;
  for (const order of open) {
    const { symbol, side, parentClientOrderId, ocaGroup, clientOrderId } = order.intent;
    const other =
      clientOrderId !== intent.clientOrderId && symbol === intent.symbol && side === intent.side;
    if (!other || parentClientOrderId !== null || ocaGroup !== null) continue;
    claimed = claimed.plus(side === 'sell' ? leftOf(order) : leftOf(order).negated());
  }
  return claimed;
}

/** The price at which an order is counted before it trades; `undefined` when no market is known. */
export function countedPrice(intent: OrderIntent, quote: Quote | undefined): Decimal | undefined {
  const fixed = intent.limitPrice ?? intent.stopPrice;
  if (fixed !== null) return Decimal.from(fixed);
  const touch = (intent.side === 'buy' ? quote?.ask : quote?.bid) ?? null;
  return touch === null ? undefined : Decimal.fromMarketNumber(touch);
}

function leftOf(order: PaperOrder): Decimal {
  return Decimal.from(order.quantity).minus(Decimal.from(order.filled));
}
