/** The touch that matching trades against. @module */
import { Decimal, type Quote, type Side } from '@tradewright/core';

/** Best prices with what is left of the displayed size; `undefined` where a side is empty. */
export type TopOfBook = {
  bid: Decimal | undefined;
  bidSize: Decimal;
  ask: Decimal | undefined;
  askSize: Decimal;
};

/** A quote as matching sees it. A size that is not stated counts as unlimited; others are cut to whole lots. */
export function topOf(quote: Quote, lot: Decimal): TopOfBook {
  return {
    bid: priceOf(quote.bid),
    bidSize: sizeOf(quote.bid, quote.bidSize, lot),
    ask: priceOf(quote.ask),
    askSize: sizeOf(quote.ask, quote.askSize, lot),
  };
}

/** The price a taker of this side would get, `undefined` when nobody stands there. */
export function touchFor(side: Side, top: TopOfBook): Decimal | undefined {
  return side === 'buy' ? top.ask : top.bid;
}

/** What is left of the displayed size for a taker of this side. */
export function depthFor(side: Side, top: TopOfBook): Decimal {
  return side === 'buy' ? top.askSize : top.bidSize;
}

/** Takes size away; what has been filled is not displayed any more until the next quote. */
export function consume(side: Side, quantity: Decimal, top: TopOfBook): void {
  if (side === 'buy') top.askSize = top.askSize.minus(quantity);
  else top.bidSize = top.bidSize.minus(quantity);
}

/** Stands for a size that the venue does not state. */
const unstated = Decimal.from('1000000000000');

function priceOf(price: number | null): Decimal | undefined {
  return price === null ? undefined : Decimal.fromMarketNumber(price);
}

function sizeOf(price: number | null, size: number | null, lot: Decimal): Decimal {
  if (price === null) return Decimal.zero;
  return size === null ? unstated : Decimal.fromMarketNumber(size).roundedTo(lot, 'down');
}
