/** The last check before an order may leave: text that a wire can carry and figures that are figures. @module */
import { Decimal, TradewrightError, isSymbol, type OrderIntent } from '@tradewright/core';

const clientOrderId = /^[A-Za-z0-9:_.#-]{1,36}$/;
const wireText = /^[\x20-\x7E]{0,64}$/;

/**
 * Stops what types forbid and untyped callers send all the same. What an instrument or a venue
 * allows is judged elsewhere.
 *
 * @throws TradewrightError `ORDER_INVALID` with outcome `not-sent`
 */
export function mustBeSendable(intent: OrderIntent): void {
  const { quantity, limitPrice, stopPrice, trailingAmount, tag } = intent;
  for (const id of [intent.clientOrderId, intent.parentClientOrderId, intent.ocaGroup])
    if (id !== null && !clientOrderId.test(id))
      throw invalid('id', id, 'use 1 to 36 of A-Z a-z 0-9 : _ . # -');
  if (tag !== null && !wireText.test(tag))
    throw invalid('tag', tag, 'use at most 64 printable ASCII characters');
  if (!isSymbol(intent.symbol)) throw invalid('symbol', intent.symbol, 'write it as BASE/QUOTE');
  const figures = { quantity, limitPrice, stopPrice, trailingAmount };
  for (const [name, value] of Object.entries(figures)) {
    if (value === null && name !== 'quantity') continue;
    if (!Decimal.isDecimalText(value) || !Decimal.from(value).isPositive())
      throw invalid(name, value, 'give a plain decimal above zero as text');
  }
}

function invalid(name: string, value: unknown, hint: string): TradewrightError {
  const shown = JSON.stringify(value) ?? 'undefined';
  const message = `The ${name} of the order was ${shown.slice(0, 80)}.`;
  return new TradewrightError('ORDER_INVALID', message, { outcome: 'not-sent', hint });
}
