/** Price steps and quantity steps: the only doors from market-data numbers to exact values. @module */
import { TradewrightError } from '../errors/tradewright-error.ts';
import type { Side } from '../domain/order-terms.ts';
import { Decimal, type DecimalString } from './decimal.ts';

/** One band of a ladder: from this price upwards prices move in `increment`. */
export type TickBand = { readonly from: DecimalString; readonly increment: DecimalString };

/** Bands in ascending `from`, the first at `0`. Sources: IB market rules, ccxt precision. */
export type TickLadder = readonly TickBand[];

/**
 * `passive` never crosses further than asked (buy down, sell up); `marketable` makes sure that the
 * price is reached (buy up, sell down).
 */
export type PriceIntent = 'passive' | 'marketable';

/** The step that holds at a price. @throws TradewrightError `ORDER_INVALID` for an empty ladder or a negative price. */
export function tickAt(price: Decimal, ladder: TickLadder): Decimal {
  let increment: DecimalString | undefined;
  for (const band of ladder) {
    if (Decimal.from(band.from).isGreaterThan(price)) break;
    increment = band.increment;
  }
  if (increment === undefined) {
    throw new TradewrightError('ORDER_INVALID', `No price step held at ${price.toString()}.`);
  }
  return Decimal.from(increment);
}

/** Fits an exact price to the ladder, side-aware. The result may be `0` when the price lies below one tick. */
export function roundPrice(
  price: Decimal,
  ladder: TickLadder,
  side: Side,
  intent: PriceIntent = 'passive',
): DecimalString {
  const down = (side === 'buy') === (intent === 'passive');
  const rounded = price.roundedTo(tickAt(price, ladder), down ? 'floor' : 'ceiling');
  return rounded.toString();
}

/** Fits a market-data number to the ladder. @throws TradewrightError `MONEY_NOT_DECIMAL`, `ORDER_INVALID` */
export function toPrice(
  price: number,
  ladder: TickLadder,
  side: Side,
  intent: PriceIntent = 'passive',
): DecimalString {
  return roundPrice(Decimal.fromMarketNumber(price), ladder, side, intent);
}

/** Cuts a number down to whole lots; never up. @throws TradewrightError `MONEY_NOT_DECIMAL` */
export function toQuantity(quantity: number, lot: DecimalString): DecimalString {
  return roundQuantity(Decimal.fromMarketNumber(quantity), lot);
}

/** Cuts an exact quantity down to whole lots (towards zero). */
export function roundQuantity(quantity: Decimal, lot: DecimalString): DecimalString {
  return quantity.roundedTo(Decimal.from(lot), 'down').toString();
}

/** True when the price lies on the ladder. */
export function isOnTick(price: DecimalString, ladder: TickLadder): boolean {
  const exact = Decimal.from(price);
  return exact.isMultipleOf(tickAt(exact, ladder));
}
