/** Whether any execution went past a cap: it must never have. @module */
import { Decimal, type Fill } from '@tradewright/core';
import type { RiskCaps } from '@tradewright/engine';

/** One execution beyond a cap, in base currency. */
type CapBreach = {
  readonly rule: string;
  readonly limit: string;
  readonly value: string;
  readonly time: number;
};

/** What was checked. Fills in another currency are `skipped`: their rate of then is not in the record. */
export type CapCheck = {
  readonly checked: number;
  readonly skipped: number;
  readonly breaches: readonly CapBreach[];
};

/**
 * Adds up what was really executed, apart from the code that approved it: the value of each order that
 * added to a position, all exposure, and the number of positions.
 */
export function capBreaches(
  fills: readonly Fill[],
  caps: Pick<RiskCaps, 'maxOrderValue' | 'maxTotalExposure' | 'maxPositions'>,
  baseCurrency: string,
): CapCheck {
  const books = new Map<string, { quantity: Decimal; value: Decimal }>();
  const orders = new Map<string, Decimal>();
  const breaches: CapBreach[] = [];
  const own = fills.filter(({ currency }) => currency === baseCurrency);
  for (const { symbol, side, quantity, price, clientOrderId, fillId, time } of own) {
    const before = books.get(symbol)?.quantity ?? Decimal.zero;
    const step = side === 'buy' ? Decimal.from(quantity) : Decimal.from(quantity).negated();
    const after = before.plus(step);
    books.set(symbol, { quantity: after, value: after.absolute().times(Decimal.from(price)) });
    if (after.absolute().compare(before.absolute()) <= 0) continue;
    const check = (rule: string, limit: string, value: Decimal): void => {
      if (value.compare(Decimal.from(limit)) > 0)
        breaches.push({ rule, limit, value: value.toString(), time });
    };
    const id = clientOrderId ?? fillId;
    const order = (orders.get(id) ?? Decimal.zero).plus(
      Decimal.from(quantity).times(Decimal.from(price)),
    );
    orders.set(id, order);
    check('max-order-value', caps.maxOrderValue, order);
    const open = [...books.values()].filter((book) => !book.quantity.isZero());
    const exposure = open.reduce((sum, book) => sum.plus(book.value), Decimal.zero);
    check('gross-exposure', caps.maxTotalExposure, exposure);
    check('max-positions', String(caps.maxPositions), Decimal.from(String(open.length)));
  }
  return { checked: own.length, skipped: fills.length - own.length, breaches };
}
