/** What the venue has in cash against what the ledger has, currency by currency. @module */
import { Decimal, parseSymbol, type AccountSnapshot, type BookPosition } from '@tradewright/core';
import { isFiat } from '../market/currency-pair.ts';

/**
 * Why two balances differ. `rounding` is within the tolerance; `fee-pending` and `fill-pending` pass
 * by when the venue's report comes; `received` is a deposit, interest or a dividend and `paid` a
 * withdrawal, a fee or a tax, which only a person can tell apart.
 */
export type CashCause = 'none' | 'rounding' | 'fee-pending' | 'fill-pending' | 'received' | 'paid';

/** One currency. `difference` is what the venue has more, signed. */
export type CashLine = {
  readonly currency: string;
  readonly venue: string;
  readonly ledger: string;
  readonly difference: string;
  readonly tolerance: string;
  readonly cause: CashCause;
};

/** What is compared. */
export type CashInput = {
  readonly account: Pick<AccountSnapshot, 'cash' | 'baseCurrency'>;
  /** Balances of the accounts `cash:*`. */
  readonly ledger: ReadonlyMap<string, Decimal>;
  readonly books: readonly BookPosition[];
  /** True where a trade in a pair moves the cash of both its currencies. */
  readonly pairsAreCash: boolean;
  /** Expected commissions that no report has come for, by their currency. */
  readonly pendingFees: ReadonlyMap<string, Decimal>;
  /** Currencies of orders whose executions may be under way. */
  readonly owed: ReadonlySet<string>;
  /** Tolerances that somebody set, by currency. */
  readonly tolerances: Readonly<Record<string, string>>;
};

/** How far a late commission may be from what the price list expected. */
const feeFactor = Decimal.from('3');
const wholeUnits: ReadonlySet<string> = new Set(['JPY', 'KRW', 'HUF']);

/**
 * Two of the smallest units of a currency: one for each balance that the venue rounds. Stablecoins
 * count as money of a state.
 */
export function cashTolerance(currency: string, set: Readonly<Record<string, string>>): Decimal {
  const own = set[currency];
  if (own !== undefined) return Decimal.from(own);
  return Decimal.from(wholeUnits.has(currency) ? '2' : '0.02');
}

/**
 * One line per currency that either side names. Coins are left out, since they are compared as
 * holdings; a snapshot without any balance tells nothing.
 */
export function cashLines(input: CashInput): readonly CashLine[] {
  const { account, ledger } = input;
  if (Object.keys(account.cash).length === 0) return [];
  const currencies = new Set([...Object.keys(account.cash), ...ledger.keys()]);
  return [...currencies]
    .filter((currency) => isFiat(currency) || currency === account.baseCurrency)
    .toSorted()
    .map((currency) => lineOf(input, currency));
}

function lineOf(input: CashInput, currency: string): CashLine {
  const venue = Decimal.from(input.account.cash[currency] ?? '0');
  const ledger = (input.ledger.get(currency) ?? Decimal.zero).plus(pairsIn(input, currency));
  const tolerance = cashTolerance(currency, input.tolerances);
  const difference = venue.minus(ledger);
  return {
    currency,
    venue: venue.toString(),
    ledger: ledger.toString(),
    difference: difference.toString(),
    tolerance: tolerance.toString(),
    cause: causeOf(input, { currency, difference, tolerance }),
  };
}

type Found = {
  readonly currency: string;
  readonly difference: Decimal;
  readonly tolerance: Decimal;
};

function causeOf(input: CashInput, { currency, difference, tolerance }: Found): CashCause {
  if (difference.isZero()) return 'none';
  if (!difference.absolute().isGreaterThan(tolerance)) return 'rounding';
  if (input.owed.has(currency)) return 'fill-pending';
  const fees = input.pendingFees.get(currency);
  const most = fees?.times(feeFactor).plus(tolerance);
  const isFee = most !== undefined && !difference.absolute().isGreaterThan(most);
  if (isFee && difference.isNegative()) return 'fee-pending';
  return difference.isNegative() ? 'paid' : 'received';
}

/** What our books hold of a currency as the base of a pair. */
function pairsIn({ books, pairsAreCash }: CashInput, currency: string): Decimal {
  if (!pairsAreCash) return Decimal.zero;
  return books.reduce((sum, { symbol, quantity }) => {
    const { base, quote } = parseSymbol(symbol);
    return base === currency && isFiat(quote) ? sum.plus(Decimal.from(quantity)) : sum;
  }, Decimal.zero);
}

/** True for a difference that somebody has to explain. */
export function isUnexplained({ cause }: CashLine): boolean {
  return cause === 'received' || cause === 'paid';
}
