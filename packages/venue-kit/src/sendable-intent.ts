/** The last check before an order may leave: text that a wire can carry and figures that are figures. @module */
import {
  Decimal,
  TradewrightError,
  isSymbol,
  type OrderIntent,
  type TraderCapabilities,
} from '@tradewright/core/venue';

const clientOrderId = /^[A-Za-z0-9:_.#-]{1,36}$/;
const wireText = /^[\x20-\x7E]{0,64}$/;

/**
 * Stops what types forbid and untyped callers send all the same, and what the venue does not offer: it
 * is never sent as something else. What an instrument allows is judged elsewhere.
 *
 * @throws TradewrightError `ORDER_INVALID`, `VENUE_NOT_SUPPORTED` with outcome `not-sent`
 */
export function mustBeSendable(intent: OrderIntent, capabilities: TraderCapabilities): void {
  mustBeWellFormed(intent);
  const missing = missingAbility(intent, capabilities);
  if (missing === undefined) return;
  throw new TradewrightError('VENUE_NOT_SUPPORTED', `The venue offered no ${missing}.`, {
    outcome: 'not-sent',
    hint: 'ask for what the capabilities of the trader list',
  });
}

function missingAbility(intent: OrderIntent, flags: TraderCapabilities): string | undefined {
  const { orderTypes, timesInForce } = flags;
  if (!orderTypes.includes(intent.type)) return `${intent.type} orders`;
  // A market order lives for a moment, whatever it is asked to.
  if (intent.type !== 'market' && !timesInForce.includes(intent.timeInForce))
    return `${intent.timeInForce} orders`;
  if (intent.postOnly && !flags.postOnly) return 'post-only orders';
  if (intent.reduceOnly && !flags.reduceOnly) return 'reduce-only orders';
  if (!intent.transmit && !flags.staging) return 'orders without transmission';
  const isLeg = intent.parentClientOrderId !== null || intent.ocaGroup !== null;
  return isLeg && !flags.brackets ? 'brackets or groups' : undefined;
}

function mustBeWellFormed(intent: OrderIntent): void {
  const { quantity, limitPrice, stopPrice, trailingAmount, tag } = intent;
  mustBeId(intent.clientOrderId);
  mustBeId(intent.parentClientOrderId);
  mustBeId(intent.ocaGroup);
  if (tag !== null && !wireText.test(tag))
    throw invalid('tag', tag, 'use at most 64 printable ASCII characters');
  if (!isSymbol(intent.symbol)) throw invalid('symbol', intent.symbol, 'write it as BASE/QUOTE');
  mustBeFigure('quantity', quantity);
  if (limitPrice !== null) mustBeFigure('limitPrice', limitPrice);
  if (stopPrice !== null) mustBeFigure('stopPrice', stopPrice);
  if (trailingAmount !== null) mustBeFigure('trailingAmount', trailingAmount);
}

function mustBeId(id: string | null): void {
  if (id !== null && !clientOrderId.test(id))
    throw invalid('id', id, 'use 1 to 36 of A-Z a-z 0-9 : _ . # -');
}

function mustBeFigure(name: string, value: unknown): void {
  if (!Decimal.isDecimalText(value) || !Decimal.from(value).isPositive())
    throw invalid(name, value, 'give a plain decimal above zero as text');
}

function invalid(name: string, value: unknown, hint: string): TradewrightError {
  const shown = JSON.stringify(value) ?? 'undefined';
  const message = `The ${name} of the order was ${shown.slice(0, 80)}.`;
  return new TradewrightError('ORDER_INVALID', message, { outcome: 'not-sent', hint });
}
