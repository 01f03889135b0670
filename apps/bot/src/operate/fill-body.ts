/** An execution as `fills` shows it. @module */
import type { Fill } from '@tradewright/core';

/** The shape of DESIGN §9. */
export type FillBody = Pick<
  Fill,
  | 'fillId'
  | 'clientOrderId'
  | 'venueOrderId'
  | 'symbol'
  | 'side'
  | 'quantity'
  | 'price'
  | 'currency'
  | 'commission'
  | 'commissionCurrency'
  | 'liquidity'
  | 'time'
>;

/** Leaves out what only the books need. */
export function fillBody(fill: Fill): FillBody {
  const { fillId, clientOrderId, venueOrderId, symbol, side, quantity, price, currency } = fill;
  const { commission, commissionCurrency, liquidity, time } = fill;
  return {
    fillId,
    clientOrderId,
    venueOrderId,
    symbol,
    side,
    quantity,
    price,
    currency,
    commission,
    commissionCurrency,
    liquidity,
    time,
  };
}
