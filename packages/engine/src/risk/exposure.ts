/** What the open positions count for against the caps. @module */
import {
  Decimal,
  midOf,
  parseSymbol,
  type BookPosition,
  type Instrument,
  type OrderIntent,
  type Quote,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';

/** Worth of the open positions in base currency. Everything but `net` is without signs. */
export type Exposure = {
  readonly gross: Decimal;
  /** What of `gross` no strategy owns. */
  readonly foreign: Decimal;
  readonly net: Decimal;
  readonly ofSymbol: Decimal;
  readonly ofClass: Decimal;
  readonly ofStrategy: Decimal;
};

/** Holdings that no strategy owns: by symbol, signed, with the price that the venue puts on them. */
export type ForeignHoldings = {
  readonly quantities: () => ReadonlyMap<string, Decimal>;
  readonly markOf: (symbol: string) => number | null;
};

/** What an exposure is worked out from. */
export type ExposureSource = {
  readonly books: readonly BookPosition[];
  /** `undefined` where they do not count. */
  readonly external: ForeignHoldings | undefined;
  readonly quote: (symbol: string) => Quote | undefined;
  readonly instrument: (symbol: string) => Instrument | undefined;
  readonly converter: CurrencyConverter;
  readonly baseCurrency: string;
};

type Held = Pick<BookPosition, 'symbol' | 'currency' | 'quantity'> & {
  readonly strategyName: string | null;
};

/** In one pass over all holdings, from the view of one order; `undefined` as soon as one of them has no price or no rate. */
export function exposureOf(
  source: ExposureSource,
  order: Pick<OrderIntent, 'symbol' | 'strategyName'>,
): Exposure | undefined {
  const assetClass = source.instrument(order.symbol)?.assetClass;
  let gross = Decimal.zero;
  let foreign = Decimal.zero;
  let net = Decimal.zero;
  let ofSymbol = Decimal.zero;
  let ofClass = Decimal.zero;
  let ofStrategy = Decimal.zero;
  for (const held of heldIn(source)) {
    const value = signedValue(held, source);
    if (value === undefined) return undefined;
    const size = value.absolute();
    gross = gross.plus(size);
    net = net.plus(value);
    if (held.symbol === order.symbol) ofSymbol = ofSymbol.plus(size);
    // A class that is not known counts for every class.
    const other = source.instrument(held.symbol)?.assetClass;
    if (other === undefined || other === assetClass) ofClass = ofClass.plus(size);
    if (held.strategyName === null) foreign = foreign.plus(size);
    else if (held.strategyName === order.strategyName) ofStrategy = ofStrategy.plus(size);
  }
  return { gross, foreign, net, ofSymbol, ofClass, ofStrategy };
}

function heldIn({ books, external }: ExposureSource): readonly Held[] {
  const open = books.filter(({ state }) => state !== 'closed');
  const foreign = external?.quantities();
  if (foreign === undefined || foreign.size === 0) return open;
  const held = [...foreign].map(([symbol, quantity]) => ({
    symbol,
    currency: parseSymbol(symbol).quote,
    quantity: quantity.toString(),
    strategyName: null,
  }));
  return [...open, ...held];
}

/** At the mid; what has no quote and is not ours stands at the venue's own mark. */
function signedValue(held: Held, source: ExposureSource): Decimal | undefined {
  const quote = source.quote(held.symbol);
  const mid = quote === undefined ? null : midOf(quote);
  const own = held.strategyName === null ? (source.external?.markOf(held.symbol) ?? null) : null;
  const mark = mid ?? own;
  if (mark === null) return undefined;
  const rate = source.converter.rate(held.currency, source.baseCurrency, 'high');
  return rate === undefined
    ? undefined
    : Decimal.from(held.quantity).times(Decimal.fromMarketNumber(mark)).times(rate);
}
