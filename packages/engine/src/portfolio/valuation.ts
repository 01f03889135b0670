/** Worth of the books in base currency. @module */
import { Decimal, midOf, type BookPosition, type EquityPoint, type Quote } from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';

/** What a valuation rests on. `opening` is the account's worth at the start in base currency, `undefined` when the venue did not say. */
export type ValuationInput = {
  readonly time: number;
  readonly baseCurrency: string;
  readonly opening: Decimal | undefined;
  /** What rates have done to the opening cash since, in base currency. */
  readonly openingGain?: Decimal;
  /** Cash that came or went without a trade, by currency. */
  readonly external?: ReadonlyMap<string, Decimal>;
  readonly cash: Readonly<Record<string, string>>;
  readonly books: readonly BookPosition[];
  readonly quote: (symbol: string) => Quote | undefined;
  readonly converter: CurrencyConverter;
};

/** Value of one position at the mid, signed, in its own currency; `undefined` without a price. */
function marketValue(book: BookPosition, quote: Quote | undefined): Decimal | undefined {
  const quantity = Decimal.from(book.quantity);
  if (quantity.isZero()) return Decimal.zero;
  const mark = quote === undefined ? null : midOf(quote);
  return mark === null ? undefined : quantity.times(Decimal.fromMarketNumber(mark));
}

/** Equity, PnL and fees; each is `null` as soon as one part of it has no price or no rate. */
export function valuePortfolio(input: ValuationInput): EquityPoint {
  const realised = sumOf(input, (book) => Decimal.from(book.realisedPnl));
  const unrealised = sumOf(input, (book) => {
    const value = marketValue(book, input.quote(book.symbol));
    return value?.minus(Decimal.from(book.cost));
  });
  const fees = convertedSum(
    input,
    input.books
      .flatMap((book) => Object.entries(book.fees))
      .map(([currency, fee]) => [currency, Decimal.from(fee)]),
  );
  const external = convertedSum(input, input.external ?? []);
  const known =
    input.opening !== undefined &&
    realised !== undefined &&
    unrealised !== undefined &&
    fees !== undefined &&
    external !== undefined;
  const equity = known
    ? input.opening
        .plus(input.openingGain ?? Decimal.zero)
        .plus(realised)
        .plus(unrealised)
        .minus(fees)
        .plus(external)
    : undefined;
  return {
    time: input.time,
    baseCurrency: input.baseCurrency,
    equity: textOf(equity),
    cash: Object.fromEntries(
      Object.entries(input.cash).map(([currency, value]) => [
        currency,
        Decimal.from(value).toString(),
      ]),
    ),
    realisedPnl: textOf(realised),
    unrealisedPnl: textOf(unrealised),
    fees: textOf(fees),
  };
}

function sumOf(
  input: ValuationInput,
  valueOf: (book: BookPosition) => Decimal | undefined,
): Decimal | undefined {
  let sum = Decimal.zero;
  for (const book of input.books) {
    const value = valueOf(book);
    if (value === undefined) return undefined;
    if (value.isZero()) continue;
    const converted = input.converter.convert(value, book.currency, input.baseCurrency);
    if (converted === undefined) return undefined;
    sum = sum.plus(converted);
  }
  return sum;
}

function convertedSum(
  { converter, baseCurrency }: ValuationInput,
  sums: Iterable<readonly [currency: string, sum: Decimal]>,
): Decimal | undefined {
  let total = Decimal.zero;
  for (const [currency, sum] of sums) {
    const converted = converter.convert(sum, currency, baseCurrency);
    if (converted === undefined) return undefined;
    total = total.plus(converted);
  }
  return total;
}

function textOf(value: Decimal | undefined): ReturnType<Decimal['toString']> | null {
  return value === undefined ? null : value.roundedToPlaces(8).toString();
}
