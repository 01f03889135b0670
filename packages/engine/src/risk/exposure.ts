/** What the open positions count for against the caps. @module */
import {
  Decimal,
  midOf,
  type BookPosition,
  type Instrument,
  type OrderIntent,
  type Quote,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';

/** Worth of the open positions in base currency. Everything but `net` is without signs. */
export type Exposure = {
  readonly gross: Decimal;
  readonly net: Decimal;
  readonly ofSymbol: Decimal;
  readonly ofClass: Decimal;
  readonly ofStrategy: Decimal;
};

/** What an exposure is worked out from. */
export type ExposureSource = {
  readonly books: readonly BookPosition[];
  readonly quote: (symbol: string) => Quote | undefined;
  readonly instrument: (symbol: string) => Instrument | undefined;
  readonly converter: CurrencyConverter;
  readonly baseCurrency: string;
};

/** In one pass over the books, from the view of one order; `undefined` as soon as one position has no price or no rate. */
export function exposureOf(
  source: ExposureSource,
  order: Pick<OrderIntent, 'symbol' | 'strategyName'>,
): Exposure | undefined {
  const assetClass = source.instrument(order.symbol)?.assetClass;
  let gross = Decimal.zero;
  let net = Decimal.zero;
  let ofSymbol = Decimal.zero;
  let ofClass = Decimal.zero;
  let ofStrategy = Decimal.zero;
  for (const book of source.books) {
    if (book.state === 'closed') continue;
    const value = signedValue(book, source);
    if (value === undefined) return undefined;
    const size = value.absolute();
    gross = gross.plus(size);
    net = net.plus(value);
    if (book.symbol === order.symbol) ofSymbol = ofSymbol.plus(size);
    // A class that is not known counts for every class.
    const other = source.instrument(book.symbol)?.assetClass;
    if (other === undefined || other === assetClass) ofClass = ofClass.plus(size);
    if (book.strategyName === order.strategyName) ofStrategy = ofStrategy.plus(size);
  }
  return { gross, net, ofSymbol, ofClass, ofStrategy };
}

function signedValue(book: BookPosition, source: ExposureSource): Decimal | undefined {
  const quote = source.quote(book.symbol);
  const mark = quote === undefined ? null : midOf(quote);
  if (mark === null) return undefined;
  const rate = source.converter.rate(book.currency, source.baseCurrency, 'high');
  return rate === undefined
    ? undefined
    : Decimal.from(book.quantity).times(Decimal.fromMarketNumber(mark)).times(rate);
}
