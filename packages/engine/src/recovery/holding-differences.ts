/** Compares what the venue holds with what the books say. @module */
import {
  Decimal,
  parseSymbol,
  type BookPosition,
  type Instrument,
  type Position,
} from '@tradewright/core';

/** What is compared. `external` is what is known to be there and not ours, signed. */
export type HoldingsInput = {
  readonly positions: readonly Position[];
  readonly books: readonly BookPosition[];
  readonly external: ReadonlyMap<string, Decimal>;
  /** Symbols that were ordered; they name a coin that the venue lists under another currency. */
  readonly ordered: Iterable<string>;
  readonly instrument: (symbol: string) => Instrument | undefined;
};

/** One holding: how much more the venue has than the books, signed, and what the books have. */
export type HoldingDifference = {
  readonly symbol: string;
  readonly difference: Decimal;
  readonly booked: Decimal;
  readonly position: Position | undefined;
};

/**
 * Every symbol that either side names. A coin is one balance, whatever it was bought with, and fees
 * and purchases paid in it come out of the same balance; a share is its own line in each currency.
 * What is less than one lot is a rounding of the venue.
 */
export function holdingDifferences(input: HoldingsInput): readonly HoldingDifference[] {
  const { positions, books, external, ordered, instrument } = input;
  const coins = coinsIn([...ordered, ...books.map((book) => book.symbol)], instrument);
  const nameOf = (symbol: string): string => coins.get(parseSymbol(symbol).base) ?? symbol;
  const held = new Map<string, { quantity: Decimal; readonly position: Position }>();
  const booked = new Map<string, Decimal>();
  const add = (symbol: string, quantity: Decimal): void => {
    booked.set(symbol, (booked.get(symbol) ?? Decimal.zero).plus(quantity));
  };
  for (const book of books) {
    add(nameOf(book.symbol), Decimal.from(book.quantity));
    for (const [currency, fee] of Object.entries(book.fees)) {
      const coin = coins.get(currency);
      if (coin !== undefined) add(coin, Decimal.from(fee).negated());
    }
    // A coin that was bought with another one has taken its price from that one's balance.
    const price = coins.get(book.currency);
    if (price !== undefined)
      add(price, Decimal.from(book.realisedPnl).minus(Decimal.from(book.cost)));
  }
  for (const [symbol, quantity] of external) add(nameOf(symbol), quantity);
  for (const position of positions) {
    const symbol = nameOf(position.symbol);
    const quantity = Decimal.from(position.quantity);
    const known = held.get(symbol);
    if (known === undefined) held.set(symbol, { quantity, position });
    else known.quantity = known.quantity.plus(quantity);
  }
  return [...new Set([...booked.keys(), ...held.keys()])].map((symbol) => {
    const there = held.get(symbol);
    const own = booked.get(symbol) ?? Decimal.zero;
    const difference = (there?.quantity ?? Decimal.zero).minus(own);
    const lot = instrument(symbol)?.lot;
    const isRounding = lot !== undefined && difference.absolute().isLessThan(Decimal.from(lot));
    return {
      symbol,
      booked: own,
      difference: isRounding ? Decimal.zero : difference,
      position: there?.position,
    };
  });
}

/** Coins by the first symbol that trades them here. */
function coinsIn(
  symbols: readonly string[],
  instrument: HoldingsInput['instrument'],
): ReadonlyMap<string, string> {
  const coins = new Map<string, string>();
  for (const symbol of symbols) {
    const { base } = parseSymbol(symbol);
    if (instrument(symbol)?.assetClass === 'crypto' && !coins.has(base)) coins.set(base, symbol);
  }
  return coins;
}
